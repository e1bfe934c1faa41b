/*
 * Writes the first screen into the page when the page is built: the webview shows it before any script runs, and the
 * scripts of everything else are loaded only when something is chosen. The screen is still said once, in its component.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build, type Plugin, type Rollup } from 'vite'

const STYLE = 'virtual:first-screen.css'
const LINK = /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g
const PLACE = '<!-- first screen -->'

interface FirstScreen {
  html: string
  css: string
}

/** Puts the first screen's HTML into its place in the page, and its style behind `virtual:first-screen.css`. */
export function firstScreen(): Plugin {
  let made: Promise<FirstScreen> | undefined
  const screen = (): Promise<FirstScreen> => (made ??= make())
  return {
    name: 'first-screen',
    resolveId: (id) => (id === STYLE ? `\0${STYLE}` : undefined),
    load: async (id) => (id === `\0${STYLE}` ? (await screen()).css : undefined),
    transformIndexHtml: {
      order: 'pre',
      handler: async (page) => page.replace(PLACE, (await screen()).html),
    },
    generateBundle: { order: 'post', handler: (_, bundle) => styleInPage(bundle) },
  }
}

/** The page holds its style itself: it waits for no other file before it is drawn. */
function styleInPage(bundle: Rollup.OutputBundle): void {
  const page = bundle['index.html']
  if (page?.type !== 'asset') return
  page.source = page.source.toString().replace(LINK, (link, file: string) => {
    const style = bundle[file]
    if (style?.type !== 'asset') return link
    Reflect.deleteProperty(bundle, file)
    keepsNobodyWaiting(bundle, file)
    return `<style>${style.source.toString()}</style>`
  })
}

/** What is loaded later does not load the page's own script, with which it would wait for the file that is not there. */
function keepsNobodyWaiting(bundle: Rollup.OutputBundle, file: string): void {
  const waiting = Object.values(bundle).filter((one) => one.type === 'chunk' && one.code.includes(file))
  if (waiting.length === 0) return
  const names = waiting.map(({ fileName }) => fileName).join(', ')
  throw new Error(
    `${names} would wait for ${file}, which is in the page: move what it takes from the page's script to the group "start"`,
  )
}

async function make(): Promise<FirstScreen> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [svelte()],
    // All in one file, so that it can be run from its text.
    ssr: { noExternal: true },
    build: { ssr: 'render.ts', ssrEmitAssets: true, write: false, minify: false },
  })
  const { output } = (Array.isArray(built) ? built[0] : built) as Rollup.RollupOutput
  const code = output.find((file) => file.type === 'chunk')?.code ?? ''
  const styles = output
    .filter((file) => file.type === 'asset')
    .filter(({ fileName }) => fileName.endsWith('.css'))
  const { html } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { html: string }
  return { html, css: styles.map(({ source }) => source.toString()).join('\n') }
}
