import type { Express } from "express";
import { callerOf } from "../../http/caller";
import { Context } from "../../kernel/context";
import { fileUrl } from "../../kernel/files";
import { isId } from "../../kernel/ids";
import type { Services } from "../../kernel/services";
import { openDocuments } from "./file-gates";

/** `GET /d/:id`: the current bytes of a file document, for pictures and media inside pages: the address outlives renaming, moving and replacing. */
export function mountDocumentLinks(app: Express, services: Services): void {
  app.get("/d/:id", (request, response, next) => {
    const ctx = new Context(services, callerOf(services, request, response));
    const id = String(request.params["id"]);
    const answer = async (): Promise<void> => {
      const found = isId(id) ? (await openDocuments(ctx, [id])).get(id)?.document : undefined;
      if (!found?.fileId) return void response.status(404).end();
      response.set("cache-control", "private, no-cache").redirect(302, fileUrl({ id: found.fileId, name: found.name }));
    };
    answer().catch(next);
  });
}
