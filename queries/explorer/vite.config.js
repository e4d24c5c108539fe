import { defineConfig } from "vite";

// Plain names, so that the same sources give the same files; what the pages load is ../pages/static/built/main.js.
export default defineConfig({
  base: "/static/built/",
  build: {
    outDir: "../pages/static/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: "src/main.ts",
      output: { entryFileNames: "main.js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
