import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { firstScreen } from './first-screen/plugin.ts'

export default defineConfig({
  plugins: [svelte(), svelteTesting(), firstScreen()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    // The oldest webviews with `light-dark()`; anything older would need it rewritten.
    target: ['es2023', 'safari17.5', 'chrome123'],
    cssTarget: ['safari17.5', 'chrome123'],
    // Under the app's content security policy neither data: images nor the fetching polyfill would work.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: /src\/(backend|app\/((after-)?paint|mac))|@tauri-apps\/api\/core/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    // Vitest leaves one core free: of two that is half.
    maxWorkers: '100%',
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 90_000,
  },
})
