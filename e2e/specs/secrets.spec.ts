import { expect, test } from '../fixtures/test.ts'

test("no credential reaches the page, the browser's storage, an answer or the server's output", async ({
  openAs,
  cluster,
}) => {
  const answers: string[] = []
  const { page, placement, console } = await openAs('admin')
  page.on('response', (response) => {
    if (!response.url().endsWith('/stream'))
      response.text().then(
        (text) => answers.push(text),
        () => {},
      )
  })
  await page.reload()
  await placement.settled()
  await page.goto(`${console.origin}/daemonsets`)
  const storage = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
  const seen = [await page.content(), storage, console.printed(), ...answers].join('\n')
  expect(answers.length).toBeGreaterThan(3)
  expect(seen).not.toContain(cluster.tokens.admin)
  expect(seen).not.toContain(Buffer.from(cluster.tokens.admin).toString('base64'))
})

test('ten tabs of one browser all show the grid', async ({ openAs }) => {
  const { page, placement } = await openAs('admin')
  await placement.settled()
  for (let tab = 2; tab <= 10; tab += 1) {
    const other = await page.context().newPage()
    await other.goto(page.url())
    await expect(other.getByText('Live', { exact: true })).toBeVisible()
  }
})
