import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router-dom";
import { fieldErrorsOf, type Refusal, refusalOf } from "./refusals";
import { type ReasonLike, useReasonText } from "./reasons";
import { usePageTitle } from "./page-title";

/** Only what this needs of a Mantine form. */
interface FormLike {
  setErrors(errors: Record<string, string>): void;
}

/** The codes whose reasons say more than the refusal itself. */
const explained = new Set<string>(["LOCKED", "RATE_LIMITED"]);

/** What explains a refusal: its reasons, and how long to wait where the server said so without a reason. */
function reasonsOf(refusal: Refusal): readonly ReasonLike[] {
  if (!explained.has(refusal.code)) return [];
  const { reasons, retryAfterSeconds } = refusal;
  const tellsWait = retryAfterSeconds !== undefined && !reasons.some(({ code }) => code === "WAIT");
  return tellsWait ? [...reasons, { code: "WAIT", params: { seconds: retryAfterSeconds } }] : reasons;
}

/** Returns a function that says in the person's language why something was refused, and what to do. */
export function useRefusalMessage(): (error: unknown) => string {
  const { t } = useTranslation("errors");
  const say = useReasonText();
  return useCallback(
    (error) => {
      const refusal = refusalOf(error);
      const reasons = refusal ? reasonsOf(refusal).map(say) : [];
      if (reasons.length > 0) return [...(refusal?.code === "RATE_LIMITED" ? [t("tooOften")] : []), ...reasons].join(" ");
      const fallback = t(refusal?.code ?? "INTERNAL");
      return refusal?.messageKey ? t(refusal.messageKey, { ...refusal.params, defaultValue: fallback }) : fallback;
    },
    [t, say],
  );
}

/** Returns `(error, form?)`: field errors go to the form's fields; what has no field is shown as a notice that stays until closed. */
export function useShowError(): (error: unknown, form?: FormLike) => void {
  const { t } = useTranslation("errors");
  const message = useRefusalMessage();
  return useCallback(
    (error, form) => {
      const fields = fieldErrorsOf(error, (issue) => t(`issue.${issue.code}`, { defaultValue: issue.message || t("issue.invalid") }));
      if (form && Object.keys(fields).length > 0) form.setErrors(fields);
      else
        notifications.show({
          id: message(error),
          message: message(error),
          color: "red",
          autoClose: false,
          role: "alert",
          closeButtonProps: { "aria-label": t("ui:close") },
        });
    },
    [t, message],
  );
}

interface ProblemProps {
  title: string;
  children: string;
  /** Shown small, to quote when asking for help. */
  reference?: string;
  action: React.ReactNode;
}

function Problem({ title, children, reference, action }: ProblemProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useTranslation("errors");
  usePageTitle(title);
  useEffect(() => void heading.current?.focus(), []);
  return (
    <Stack component="section" align="flex-start" maw="42rem" mx="auto" px="md" py="xl" gap="md">
      <Title order={1} ref={heading} tabIndex={-1}>
        {title}
      </Title>
      <Text>{children}</Text>
      <Group>{action}</Group>
      {reference && (
        <Text size="xs" c="dimmed">
          {t("reference", { id: `\u2068${reference}\u2069` })}
        </Text>
      )}
    </Stack>
  );
}

/** The page for an address that leads nowhere, or to something that is not for this person. */
export function NotFoundPage() {
  const { t } = useTranslation("errors");
  const ways = (
    <>
      <Button component={Link} to="/">
        {t("notFound.home")}
      </Button>
      <Anchor component={Link} to="/courses">
        {t("notFound.courses")}
      </Anchor>
    </>
  );
  return (
    <Problem title={t("notFound.title")} action={ways}>
      {t("notFound.text")}
    </Problem>
  );
}

/** What the browsers say when a page's code cannot be fetched: after an upgrade its file has another name. */
const codeMissing = /dynamically imported module|Importing a module script failed|Unable to preload CSS/i;

function UpdatedPage() {
  const { t } = useTranslation("errors");
  const reload = <Button onClick={() => window.location.reload()}>{t("updated.action")}</Button>;
  return (
    <Problem title={t("updated.title", { name: t("shell:name") })} action={reload}>
      {t("updated.text")}
    </Problem>
  );
}

/** Error element of routes: what happened, what was kept, one way on. */
export function RouteError() {
  const error = useRouteError();
  const { t } = useTranslation("errors");
  const message = useRefusalMessage();
  const old = error instanceof Error && codeMissing.test(error.message) && navigator.onLine;
  const refusal = refusalOf(error);
  useEffect(() => {
    // A fault of this program: the browser's own report, so that it is seen in its console and by error collectors.
    if (!refusal && !old) reportError(error);
  }, [error, refusal, old]);
  if (old) return <UpdatedPage />;
  if (refusal?.code === "NOT_FOUND") return <NotFoundPage />;
  if (refusal?.code === "UNAUTHENTICATED") {
    const back = encodeURIComponent(window.location.pathname + window.location.search);
    const signIn = (
      <Button component={Link} to={`/sign-in?to=${back}`}>
        {t("signIn.action")}
      </Button>
    );
    return (
      <Problem title={t("signIn.title")} action={signIn}>
        {t("signIn.text")}
      </Problem>
    );
  }
  const closed = refusal?.code === "FORBIDDEN" || refusal?.code === "LOCKED";
  const ways = (
    <>
      {closed && (
        <Button component={Link} to="/">
          {t("notFound.home")}
        </Button>
      )}
      <Button variant={closed ? "default" : "filled"} onClick={() => window.location.reload()}>
        {t("retry")}
      </Button>
    </>
  );
  return (
    <Problem title={closed ? t("closed.title") : t("failed.title")} reference={refusal?.requestId} action={ways}>
      {refusal ? message(error) : t("failed.text")}
    </Problem>
  );
}
