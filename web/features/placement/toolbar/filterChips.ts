import { parseLabelSelector, printRequirements } from '../../../../domain/k8s/parseLabelSelector.ts'
