import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/fonts.css";
import "./ui/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router-dom";
import { Frame } from "./core/shell/frame";
import { startI18n } from "./kernel/i18n";
import { createRouter } from "./router";

// Our policy forbids code from text, which the schema library would try once; told so, it does not.
globalThis.__zod_globalConfig = { jitless: true };

async function start() {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  await startI18n();
  createRoot(root).render(
    <StrictMode>
      <Frame>
        <RouterProvider router={createRouter()} />
      </Frame>
    </StrictMode>,
  );
}

void start();
