import express from "express";
import { createServer, type Server } from "node:http";
import type { Services } from "../kernel/services";

/** The origin of whatever can run script: another host, no cookies, framed by the application only. */
export function contentServer(services: Services): Server {
  const app = express();
  app.disable("x-powered-by");
  app.get("/health", (_request, response) => {
    response.json({ status: "ok", origin: services.env.contentOrigin });
  });
  return createServer(app);
}
