import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Throws the draft away, after asking. */
export function DiscardButton({ discard }: { readonly discard: () => void }) {
  const { t } = useTranslation('wizard')
  const [isOpen, setIsOpen] = useState(false)
  const titleId = useId()
  const close = () => setIsOpen(false)
  return (
    <>
      <Button variant="link" isInline onClick={() => setIsOpen(true)}>
        {t('footer.discard')}
      </Button>
      <Modal variant="small" isOpen={isOpen} onClose={close} aria-labelledby={titleId}>
        <ModalHeader title={t('discard.title')} labelId={titleId} />
        <ModalBody>{t('discard.text')}</ModalBody>
        <ModalFooter>
          <Button
            variant="danger"
            onClick={() => {
              close()
              discard()
            }}
          >
            {t('discard.confirm')}
          </Button>
          <Button variant="link" onClick={close}>
            {t('discard.cancel')}
          </Button>
        </ModalFooter>
      </Modal>
    </>
  )
}
