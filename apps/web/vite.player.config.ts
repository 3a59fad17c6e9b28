import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The package player: a page of its own for the content origin, with relative addresses. */
export default defineConfig({
  root: fileURLToPath(new URL("./src/player", import.meta.url)),
  base: "./",
  build: {
    outDir: fileURLToPath(new URL("./dist-player", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    // The engine's chunk is apart, so that the page's own weight can be seen and bounded.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "scorm-again", test: /scorm-again/ }] } } },
  },
});
