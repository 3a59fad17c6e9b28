import { REFUSAL_STATUS } from "@lyceum/shared/errors";
import type { Express } from "express";
import { callerOf } from "../../http/caller";
import { Context } from "../../kernel/context";
import { Refusal } from "../../kernel/errors";
import { fileUrl } from "../../kernel/files";
import { isId } from "../../kernel/ids";
import type { Services } from "../../kernel/services";
import { openDocuments } from "./file-gates";
import { recordDownload } from "./readings";

/**
 * `GET /d/:id`: the current bytes of a file document, for pictures and media inside pages: the address outlives renaming, moving and replacing.
 * With `?download` they are saved, and counted by name in the run where they are read; `session` says which one when there are several.
 */
export function mountDocumentLinks(app: Express, services: Services): void {
  app.get("/d/:id", (request, response, next) => {
    const ctx = new Context(services, callerOf(services, request, response));
    const id = String(request.params["id"]);
    const session = request.query["session"];
    const answer = async (): Promise<void> => {
      await ctx.requireScope("read");
      const found = isId(id) ? (await openDocuments(ctx, [id], typeof session === "string" ? session : null)).get(id) : undefined;
      if (!found?.document.fileId) return void response.status(404).end();
      const { member, document } = found;
      const saved = request.query["download"] !== undefined;
      if (saved) await ctx.write((tx, emit) => recordDownload(tx, emit, member, [document]));
      const address = fileUrl({ id: found.document.fileId, name: document.name });
      response.set("cache-control", "private, no-cache").redirect(302, saved ? `${address}?download` : address);
    };
    answer().catch((error: unknown) =>
      error instanceof Refusal ? void response.status(REFUSAL_STATUS[error.refusal]).end() : next(error),
    );
  });
}
