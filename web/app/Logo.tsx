const squares = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })))

/** Nodes by DaemonSets: nine squares, two of them still to come. public/logo.svg is the same for the browser's tab. */
export function Logo() {
  return (
    <svg className="en-logo" width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      {squares.map(({ row, column }) => (
        <rect
          key={`${row} ${column}`}
          className={column === 2 && row > 0 ? 'en-logo-light' : undefined}
          x={2 + column * 10}
          y={2 + row * 10}
          width="8"
          height="8"
          rx="2"
        />
      ))}
    </svg>
  )
}
