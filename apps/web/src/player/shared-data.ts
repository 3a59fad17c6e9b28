import type { TreeNode } from "@lyceum/courseware/sequencing/activity-tree";

/** What a call on `adl.data` is answered; `code` is the standard's error, 0 for none. */
export interface DataAnswer {
  value: string;
  code: number;
}

type Bucket = TreeNode["sharedData"][number];

const CHILDREN = "id,store";
const refused = (code: number, value = ""): DataAnswer => ({ value, code });

/**
 * The data stores that an activity declares (`adlcp:data`), by `adl.data.n`: names read-only, stores read and written as the manifest
 * allows. Nothing else is a store. Values live in `stores`, by their global name.
 */
export class SharedData {
  readonly #buckets: readonly Bucket[];
  readonly #stores: Record<string, string>;
  readonly #changed: () => void;

  constructor(buckets: readonly Bucket[], stores: Record<string, string>, changed: () => void) {
    this.#buckets = buckets;
    this.#stores = stores;
    this.#changed = changed;
  }

  /** GetValue: 301 for an index that is not there, 401 for no element, 403 for an empty store, 405 where reading is not allowed. */
  get(element: string): DataAnswer {
    if (element === "adl.data._count") return { value: String(this.#buckets.length), code: 0 };
    if (element === "adl.data._children") return { value: CHILDREN, code: 0 };
    const { bucket, field } = this.#find(element);
    if (field === null) return refused(/\._(count|children)$/.test(element) ? 301 : 401);
    if (!bucket) return refused(301);
    if (field === "id") return { value: bucket.targetId, code: 0 };
    if (!bucket.readSharedData) return refused(405);
    const stored = this.#stores[bucket.targetId] ?? "";
    return stored === "" ? refused(403) : { value: stored, code: 0 };
  }

  /** SetValue: 351 for an index that is not there, 401 for no element, 404 where writing is not allowed. */
  set(element: string, value: string): DataAnswer {
    if (element === "adl.data._count" || element === "adl.data._children") return refused(404, "false");
    const { bucket, field } = this.#find(element);
    if (field === null) return refused(401, "false");
    if (!bucket) return refused(351, "false");
    if (field === "id" || !bucket.writeSharedData) return refused(404, "false");
    this.#stores[bucket.targetId] = value;
    this.#changed();
    return { value: "true", code: 0 };
  }

  #find(element: string): { bucket: Bucket | undefined; field: "id" | "store" | null } {
    const found = /^adl\.data\.(0|[1-9]\d*)\.(id|store)$/.exec(element);
    return { bucket: this.#buckets[Number(found?.[1] ?? -1)], field: (found?.[2] as "id" | "store" | undefined) ?? null };
  }
}
