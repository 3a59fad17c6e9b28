import { VIDEO_FRAME_HOSTS } from "@lyceum/shared/video-frames";
import express, { type Express } from "express";
import helmet from "helmet";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { existsSync } from "node:fs";
import path from "node:path";
import { log } from "../kernel/log";
import { allTools } from "../kernel/manifest";
import type { Services } from "../kernel/services";
import { mountFiles } from "./files";
import { registry } from "./metrics";
import { mountUploads } from "./uploads";

/** Everything that is not GraphQL. */
export function mountRoutes(app: Express, services: Services, schema: GraphQLSchema): void {
  app.use(securityHeaders(services));
  app.get("/health", async (_request, response) => {
    try {
      await services.db.$queryRaw`SELECT 1`;
      response.json({ status: "ok", role: services.env.role });
    } catch {
      response.status(503).json({ status: "unavailable", database: "unreachable" });
    }
  });
  app.get("/metrics", async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  const sdl = printSchema(lexicographicSortSchema(schema));
  app.get("/schema.graphql", (_request, response) => {
    response.type("text/plain").send(sdl);
  });
  app.all("/graphql", (_request, response) => {
    response
      .status(405)
      .set("allow", "POST")
      .json({ errors: [{ message: "Send the operation by POST.", extensions: { code: "INVALID_INPUT" } }] });
  });
  mountUploads(app, services);
  mountFiles(app, services);
  for (const tool of allTools()) tool.http?.(app, services);
  mountWeb(app, services);
}

function securityHeaders(services: Services): express.RequestHandler {
  const content = new URL(services.env.contentOrigin).origin;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets element styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Teachers may show pictures and sounds that lie elsewhere; scripts never.
        imgSrc: ["'self'", "data:", "blob:", "https:", content],
        mediaSrc: ["'self'", "blob:", "https:", content],
        connectSrc: ["'self'", "ws:", "wss:"],
        fontSrc: ["'self'", "data:"],
        workerSrc: ["'self'", "blob:"],
        // An introductory video plays where its service asks for no cookie, and only after a click.
        frameSrc: [content, ...VIDEO_FRAME_HOSTS.map((host) => `https://${host}`)],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: services.env.secureCookies,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
  });
}

/** The built web application: hashed assets for ever, every other address its one page. */
function mountWeb(app: Express, services: Services): void {
  const folder = services.env.webDir;
  if (!folder || !existsSync(path.join(folder, "index.html"))) {
    log.info("no built web application: only the API is served");
    return;
  }
  app.use("/assets", express.static(path.join(folder, "assets"), { immutable: true, maxAge: "1y", index: false, fallthrough: false }));
  app.use(express.static(folder, { index: false, maxAge: 0 }));
  app.use((request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    response.set("cache-control", "no-cache").sendFile(path.join(folder, "index.html"));
  });
}
