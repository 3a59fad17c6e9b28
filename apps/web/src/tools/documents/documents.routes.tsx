import { InMemoryCache } from "@apollo/client";
import type { LoaderFunctionArgs } from "react-router-dom";
import { client, preloadQuery } from "../../apollo";
import { coursePlace } from "../../kernel/course-place";
import { pageRoute } from "../../kernel/route";
import type { ToolRoutes } from "../tool-routes";
import {
  DocumentFolderDocument,
  DocumentNoticeDocument,
  FolderAboveDocument,
  type DocumentFolderQueryVariables,
} from "./documents.generated";
import { DocumentViewDocument } from "./viewer.generated";

// Readings have no id of their own: they live in their document, and two queries may each read a part.
if (client.cache instanceof InMemoryCache) client.cache.policies.addTypePolicies({ DocumentReading: { merge: true } });

const orders = ["POSITION", "NAME", "UPDATED", "SIZE", "TYPE"] as const;
export type FolderOrder = (typeof orders)[number];

/** What the address says of the list: order, direction and filter. */
export function readListing(search: URLSearchParams): { orderBy: FolderOrder; descending: boolean; text: string } {
  const order = orders.find((one) => one === search.get("sort")) ?? "POSITION";
  return { orderBy: order, descending: search.get("down") === "1", text: search.get("find") ?? "" };
}

async function folderLoader({ params, request }: LoaderFunctionArgs) {
  const place = await coursePlace(params);
  const folderId = params["folder"] ?? null;
  const { orderBy, descending, text } = readListing(new URL(request.url).searchParams);
  const variables: DocumentFolderQueryVariables = {
    courseId: place.courseId,
    sessionId: place.sessionId,
    folderId,
    orderBy,
    descending,
    filter: text ? { text } : null,
  };
  const list = preloadQuery(DocumentFolderDocument, { variables, fetchPolicy: "cache-and-network" });
  const above = folderId
    ? await client.query({ query: FolderAboveDocument, variables: { id: folderId, sessionId: place.sessionId } })
    : null;
  return { place, variables, list, above: above?.data?.document ?? null };
}
export type FolderData = Awaited<ReturnType<typeof folderLoader>>;

async function viewLoader({ params, request }: LoaderFunctionArgs) {
  const place = await coursePlace(params);
  const variables = { id: params["id"] ?? "", sessionId: place.sessionId };
  const { data } = await client.query({ query: DocumentViewDocument, variables, fetchPolicy: "network-only" });
  if (!data) throw new Response(null, { status: 404 });
  return { place, variables, title: data.document.title, page: new URL(request.url).searchParams.get("page") };
}
export type ViewData = Awaited<ReturnType<typeof viewLoader>>;

/** The page to edit, and whether anybody is told of pages. */
async function editLoader(args: LoaderFunctionArgs) {
  const viewed = await viewLoader(args);
  const { courseId, sessionId } = viewed.place;
  const { data } = await client.query({ query: DocumentNoticeDocument, variables: { courseId, sessionId }, fetchPolicy: "network-only" });
  return { ...viewed, tellable: (data?.courseNotice.length ?? 0) > 0 };
}
export type EditData = Awaited<ReturnType<typeof editLoader>>;

const titleOf = (data: unknown) => (data as { title?: string } | undefined)?.title;
const folderTitle = (data: unknown) => (data as { above?: { title: string } | null } | undefined)?.above?.title;

/** The pages of documents, below `/c/:code/documents`. */
export const documentRoutes: ToolRoutes = {
  course: [
    pageRoute({ page: async () => (await import("./documents-page")).DocumentsPage, loader: folderLoader, handle: { wide: true } }),
    pageRoute({
      path: ":folder",
      page: async () => (await import("./documents-page")).DocumentsPage,
      loader: folderLoader,
      handle: { wide: true, crumb: folderTitle },
    }),
    pageRoute({
      path: "view/:id",
      page: async () => (await import("./viewer-page")).ViewerPage,
      loader: viewLoader,
      handle: { wide: true, crumb: titleOf },
    }),
    pageRoute({
      path: "view/:id/edit",
      page: async () => (await import("./page-editor")).PageEditor,
      loader: editLoader,
      handle: { crumb: titleOf },
    }),
  ],
};
