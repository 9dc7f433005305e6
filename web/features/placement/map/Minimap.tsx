import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridFrame, GridMap, GridQuery } from '../../../../domain/grid/frame.ts'
import { useView } from '../../../live/useView.ts'
import { useSize } from '../../../ui/useSize.ts'
import { useGeometry } from '../grid/useGridLayout.ts'
import type { GridScroll } from '../grid/useGridScroll.ts'
import { drawMap } from './drawMap.ts'
import { mapColors, onThemeChange } from './mapColors.ts'
import { mapLabels, mapLayout, type MapLayout } from './mapLayout.ts'
import { useMapScroll } from './useMapScroll.ts'
import './Minimap.css'

interface MinimapProps {
  readonly frame: GridFrame
  readonly query: GridQuery
  readonly scroll: GridScroll
  /** Beside many columns: the map alone, small. */
  readonly isSmall: boolean
}

const labelWidth = { usual: 92, small: 0 }
/** The picture's height is asked for in these steps, so that resizing the window asks for few pictures. */
const heightStep = 50

/** The whole matrix in small; the visible part is framed, a click or drag moves it. */
export function Minimap({ frame, query, scroll, isSmall }: MinimapProps) {
  const { t } = useTranslation('placement')
  const [measure, size] = useSize()
  const height = Math.max(heightStep, Math.floor((size?.height ?? 0) / heightStep) * heightStep)
  const map = useView('map', { query, height })
  const cells = frame.nodes.shown * frame.daemonSets.shown
  const width = (size?.width ?? 0) - (isSmall ? labelWidth.small : labelWidth.usual)
  return (
    <aside className="en-map" data-small={isSmall} aria-label={t('map.title')}>
      <p className="en-map-title">
        <strong>{t('map.title')}</strong> {!isSmall && t('map.cells', { count: cells })}
      </p>
      <div className="en-map-room" ref={measure}>
        {map !== undefined && size !== undefined && (
          <MapPicture
            {...{ map, frame, scroll }}
            layout={mapLayout(map, { width: Math.max(width, 40), height: size.height })}
            hasLabels={!isSmall}
          />
        )}
      </div>
    </aside>
  )
}

interface MapPictureProps {
  readonly map: GridMap
  readonly frame: GridFrame
  readonly scroll: GridScroll
  readonly layout: MapLayout
  readonly hasLabels: boolean
}

function MapPicture({ map, frame, scroll, layout, hasLabels }: MapPictureProps) {
  const { t } = useTranslation('placement')
  const geometry = useGeometry(frame, scroll.size?.width ?? 0)
  const { bar, handlers } = useMapScroll(geometry, scroll, layout.height)
  return (
    <>
      {hasLabels && (
        <div className="en-map-labels" aria-hidden="true">
          {mapLabels(map, layout).map(({ label, top }) => (
            <span key={`${label} ${top}`} style={{ insetBlockStart: top }} title={label}>
              {label}
            </span>
          ))}
        </div>
      )}
      <div
        className="en-map-picture"
        style={{ inlineSize: layout.width, blockSize: layout.height }}
        {...handlers}
      >
        <MapCanvas map={map} layout={layout} />
        <div
          role="scrollbar"
          aria-label={t('map.label')}
          aria-orientation="vertical"
          aria-valuemin={1}
          aria-valuemax={Math.max(frame.rowCount, 1)}
          aria-valuenow={1}
          aria-controls={scroll.id}
          tabIndex={0}
          className="en-map-frame"
          ref={bar}
        />
      </div>
    </>
  )
}

function MapCanvas({ map, layout }: Pick<MapPictureProps, 'map' | 'layout'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height, rowHeight, columnWidth } = layout
  useEffect(() => {
    const draw = () => {
      const context = canvas.current?.getContext('2d') ?? null
      if (canvas.current === null || context === null) return
      sharpen(canvas.current, context, { width, height })
      const sizes = { width, height, rowHeight, columnWidth }
      drawMap(context, map, sizes, mapColors(canvas.current))
    }
    draw()
    return onThemeChange(draw)
  }, [map, width, height, rowHeight, columnWidth])
  return <canvas ref={canvas} className="en-map-canvas" aria-hidden="true" />
}

/** One pixel of the canvas for each of the screen. */
function sharpen(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  { width, height }: Pick<MapLayout, 'width' | 'height'>,
) {
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
}
