import express, { type Express } from "express";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { log } from "../kernel/log";
import type { Services } from "../kernel/services";
import { playerPolicy } from "./content-headers";

const PLACE = /(<meta\s+name="lyceum-app-origin"\s+content=")[^"]*(")/;

const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The player's page and files at `/_player/`; the page learns from us which origin it may talk to. */
export function mountPlayer(app: Express, services: Services): void {
  const folder = services.env.playerDir;
  if (!folder || !existsSync(path.join(folder, "index.html"))) {
    log.info("no built player: packages cannot be played");
    return;
  }
  app.use("/_player", (_request, response, next) => {
    response.set("content-security-policy", playerPolicy(services.env));
    next();
  });
  app.get(["/_player", "/_player/index.html"], (_request, response, next) => {
    readFile(path.join(folder, "index.html"), "utf8")
      .then((page) => {
        const filled = page.replace(PLACE, (_all, before: string, after: string) => `${before}${escaped(services.env.appOrigin)}${after}`);
        response.set("cache-control", "no-cache").type("html").send(filled);
      })
      .catch(next);
  });
  app.use(
    "/_player/assets",
    express.static(path.join(folder, "assets"), { index: false, redirect: false, immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use("/_player", express.static(folder, { index: false, redirect: false, maxAge: 0 }));
}
