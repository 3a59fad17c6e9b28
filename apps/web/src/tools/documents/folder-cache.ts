import { client } from "../../apollo";
import { DocumentFolderDocument, type DocumentFolderQueryVariables, type DocumentRowFragment } from "./documents.generated";

export type Row = DocumentRowFragment;

const isFolder = (row: Row) => (row.__typename === "DocumentFolder" ? 0 : 1);

/** Where a new row stands: folders first, then the list's own order as far as the browser can tell; otherwise at the end. */
function placed(rows: readonly Row[], row: Row, orderBy: DocumentFolderQueryVariables["orderBy"]): Row[] {
  const before = (other: Row) => {
    if (isFolder(other) !== isFolder(row)) return isFolder(row) < isFolder(other);
    if (orderBy === "NAME") return row.title.localeCompare(other.title, undefined, { numeric: true }) < 0;
    return orderBy === "POSITION" && row.position < other.position;
  };
  const at = rows.findIndex(before);
  return at < 0 ? [...rows, row] : [...rows.slice(0, at), row, ...rows.slice(at)];
}

/** Brings what the server says of some documents into the list that is on screen: new ones in, moved ones to their place or out. */
export function putRows(variables: DocumentFolderQueryVariables, changed: readonly Row[]): void {
  client.cache.updateQuery({ query: DocumentFolderDocument, variables }, (data) => {
    if (!data) return data;
    let nodes: Row[] = [...data.documents.nodes];
    for (const row of changed) {
      const known = nodes.find((one) => one.id === row.id);
      const here = (row.parentId ?? null) === (variables.folderId ?? null);
      const moved = known && known.position !== row.position;
      if (known && (!here || moved)) nodes = nodes.filter((one) => one.id !== row.id);
      if (here && (!known || moved)) nodes = placed(nodes, row, variables.orderBy);
    }
    return { ...data, documents: { ...data.documents, nodes } };
  });
}

/** Takes documents out of the list that is on screen. */
export function dropRows(variables: DocumentFolderQueryVariables, ids: readonly string[]): void {
  client.cache.updateQuery({ query: DocumentFolderDocument, variables }, (data) => {
    if (!data || !data.documents.nodes.some((row) => ids.includes(row.id))) return data;
    return { ...data, documents: { ...data.documents, nodes: data.documents.nodes.filter((row) => !ids.includes(row.id)) } };
  });
}
