import { useQuery } from "@apollo/client/react";
import type { StepViewProps } from "../../kernel/step-views";
import { PageSkeleton } from "../../ui/skeletons";
import { ConfirmReading } from "./confirm-reading";
import { DocumentContent } from "./document-content";
import { useReading } from "./use-reading";
import { DocumentViewDocument } from "./viewer.generated";

/** A document inside a path: its content, and the readers' confirmation where it asks for one. */
export function DocumentStep({ itemId, sessionId }: StepViewProps) {
  const { data, error } = useQuery(DocumentViewDocument, { variables: { id: itemId, sessionId }, fetchPolicy: "cache-and-network" });
  const document = data?.document;
  const reading = useReading(itemId, sessionId, document?.access.open ?? false);
  if (error && !document) throw error;
  if (!document) return <PageSkeleton />;
  return (
    <>
      <DocumentContent key={document.id} document={document} sessionId={sessionId} reading={reading} page={null} second={null} />
      <ConfirmReading document={document} sessionId={sessionId} />
    </>
  );
}
