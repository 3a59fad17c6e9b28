import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format";

/** Why something is closed: a code and the data of its sentence, as a refusal's extensions or as the API's `access { reasons }` give them. */
export interface ReasonLike {
  code: string;
  params?: Record<string, unknown> | readonly { name: string; value: string }[] | null;
}

type Params = Record<string, unknown>;

function recordOf(params: ReasonLike["params"]): Params {
  if (!params) return {};
  return Array.isArray(params) ? Object.fromEntries(params.map(({ name, value }) => [name, value])) : (params as Params);
}

/** The catalogue's key; an item's demanded state, and the ends of a range of scores, make sentences of their own. */
function keyOf(code: string, params: Params): string {
  if (code.endsWith("ITEM_STATE")) return `reasons:${code}.${String(params.state)}`;
  if (!code.endsWith("ITEM_SCORE")) return `reasons:${code}`;
  const ends = [params.minPercent !== undefined && "MIN", params.maxPercent !== undefined && "MAX"].filter(Boolean);
  return `reasons:${code}.${ends.join("_") || "ANY"}`;
}

/** Returns a function that says in the person's language and zone why something is closed. */
export function useReasonText(): (reason: ReasonLike) => string {
  const { t, i18n } = useTranslation("reasons");
  const format = useFormat();
  return useCallback(
    (reason) => {
      const params = recordOf(reason.params);
      const text = (name: string) => (typeof params[name] === "string" && params[name] !== "" ? params[name] : undefined);
      const percent = (name: string) => (params[name] === undefined ? undefined : format.percent(Number(params[name]) / 100));
      const language = text("language");
      const words = {
        ...params,
        at: text("at") && format.dateTime(text("at") ?? ""),
        wait: params.seconds === undefined ? undefined : format.duration(Number(params.seconds)),
        item: text("title") ?? t("anotherActivity"),
        minPercent: percent("minPercent"),
        maxPercent: percent("maxPercent"),
        language: language && (new Intl.DisplayNames(i18n.language, { type: "language" }).of(language) ?? language),
        bytes: params.bytes === undefined ? undefined : format.bytes(Number(params.bytes)),
        count: params.count === undefined ? undefined : Number(params.count),
        defaultValue: t("OTHER"),
      };
      return t(keyOf(reason.code, params), words);
    },
    [t, i18n.language, format],
  );
}
