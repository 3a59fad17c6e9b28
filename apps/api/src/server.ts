import express, { type Express } from "express";
import { createServer, type Server } from "node:http";
import type { GraphQLSchema } from "graphql";
import { answerGraphql, makeApollo } from "./http/graphql";
import { liveServer } from "./http/live";
import { mountRoutes } from "./http/routes";
import { contentServer } from "./http/content";
import { makeSchema } from "./schema";
import type { Services } from "./kernel/services";

export interface RunningServer {
  http: Server;
  content: Server;
  schema: GraphQLSchema;
  stop(): Promise<void>;
}

/** Starts the HTTP server (GraphQL, WebSocket, files, the web application) and the content origin's. */
export async function startServer(services: Services): Promise<RunningServer> {
  const schema = makeSchema();
  const apollo = makeApollo(schema);
  await apollo.start();
  const app: Express = express();
  app.disable("x-powered-by");
  app.set("trust proxy", services.env.trustProxy);
  mountRoutes(app, services, schema);
  let stopping = false;
  const http = createServer((request, response) => {
    // A client that keeps asking would otherwise be cut in the middle of an answer when the time to finish is over.
    if (stopping) response.shouldKeepAlive = false;
    const path = request.url?.split("?")[0];
    if (request.method === "POST" && path === "/graphql") void answerGraphql(apollo, services, request, response);
    else app(request, response);
  });
  // Uploads may take hours; headers and idle sockets keep Node's own limits.
  http.requestTimeout = 0;
  // Longer than the minute after which proxies and clients drop an idle connection: who closes first must not be us.
  http.keepAliveTimeout = 65_000;
  http.headersTimeout = 66_000;
  const live = liveServer(http, services, schema);
  const content = contentServer(services);
  await listen(http, services.env.port, services.env.host);
  await listen(content, services.env.contentPort, services.env.host);
  return {
    http,
    content,
    schema,
    async stop() {
      stopping = true;
      await live.dispose();
      await Promise.all([close(http), close(content)]);
      await apollo.stop();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Lets running requests finish, for five seconds at most. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 5_000);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
