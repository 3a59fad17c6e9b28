import { useQuery } from "@apollo/client/react";
import type { StepViewProps } from "../../kernel/step-views";
import { PageSkeleton } from "../../ui/skeletons";
import { PlayerPackageDocument } from "./player.generated";
import { PackagePlayer } from "./player-page";

/** A package inside a path: its player, whose way out is the path's. */
export function PackageStep({ itemId, sessionId, onLeaving }: StepViewProps) {
  const { data, error } = useQuery(PlayerPackageDocument, { variables: { id: itemId, sessionId } });
  if (error && !data) throw error;
  if (!data) return <PageSkeleton />;
  return <PackagePlayer key={itemId} shown={data.package} onLeaving={onLeaving} />;
}
