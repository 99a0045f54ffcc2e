import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** The licences of what is bundled travel with it. */
function licences(): Plugin {
  const bundled: [string, string][] = [
    ['maplibre-gl', 'LICENSE.txt'],
    ['preact', 'LICENSE'],
    ['@fontsource/noto-sans', 'LICENSE'],
    ['@fontsource/noto-sans-arabic', 'LICENSE'],
  ];
  return {
    name: 'licences',
    generateBundle() {
      const texts = bundled.map(([name, file]) => {
        const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string };
        return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n' + '-'.repeat(80) + '\n\n') });
    },
  };
}

/** What the first page needs is on its way while the start is still being read: fetched and compiled, not yet run. */
function ahead(): Plugin {
  return {
    name: 'ahead',
    enforce: 'post',
    transformIndexHtml(_html, { bundle }) {
      return Object.keys(bundle ?? {})
        .filter((file) => /\/(MapPage|MapView|features|Mark)-[\w-]+\.js$/.test(file))
        .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` }, injectTo: 'head' as const }));
    },
  };
}

// Built into the Python package: users need no Node. Nothing is inlined, so that the policy «script-src 'self'» holds.
export default defineConfig({
  base: './',
  publicDir: 'public',
  plugins: [licences(), ahead()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../src/rasid/web/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': process.env.RASID_SERVER ?? 'http://127.0.0.1:8642' } },
});
