import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Checkbox, Group, Progress, ScrollArea, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { registerAccountInput } from "@lyceum/shared/inputs/accounts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useRefusalMessage, useShowError } from "../../kernel/errors";
import { languages } from "../../kernel/i18n";
import { refusalOf } from "../../kernel/refusals";
import { ValueField } from "../profile-fields/value-field";
import { EntryCard } from "./entry-card";
import { joinCodeOf } from "./join-code";
import { LookInYourMail } from "./look-in-your-mail";
import { PasswordField } from "./password-field";
import { prove } from "./proof-of-work";
import { RegisterAccountDocument, type RegistrationOptionsQuery, type RegistrationOptionsQueryVariables } from "./sign-in.generated";

type Options = RegistrationOptionsQuery["registrationOptions"];

interface Values {
  firstName: string;
  lastName: string;
  email: string;
  language: string;
  password: string;
  accepted: boolean;
  asTeacher: boolean;
  code: string;
  fields: Record<string, string>;
}

/** A new account in three steps: who, password and terms, mail. */
export function RegisterPage() {
  const { t } = useTranslation("sign-in");
  const { data } = useReadQuery(useLoaderData<QueryRef<RegistrationOptionsQuery, RegistrationOptionsQueryVariables>>());
  const options = data.registrationOptions;
  if (options.mode === "CLOSED" && !options.invited) {
    return (
      <EntryCard title={t("register.title")}>
        <Text>{t("register.closed")}</Text>
        <Button component={Link} to="/sign-in" variant="default">
          {t("backToSignIn")}
        </Button>
      </EntryCard>
    );
  }
  return <RegisterForm options={options} />;
}

/** Faults that can be told before anything is sent, by field. */
function faultsOf(values: Values, step: number): Record<string, string> {
  const { fields: _fields, ...plain } = values;
  const result = registerAccountInput.safeParse({ ...plain, password: values.password || "x" });
  const fields = step === 1 ? ["firstName", "lastName", "email"] : ["password"];
  const issues = result.success ? [] : result.error.issues.filter((issue) => fields.includes(String(issue.path[0])));
  return Object.fromEntries(
    issues.map((issue) => [String(issue.path[0]), issue.code === "custom" ? String(issue.params?.["code"]) : "invalid"]),
  );
}

/** The form, how far it is, and what sending it does. */
function useRegistration(options: Options) {
  const { t, i18n } = useTranslation(["sign-in", "errors"]);
  const message = useRefusalMessage();
  const showError = useShowError();
  const [search] = useSearchParams();
  const [step, setStep] = useState(1);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [register] = useMutation(RegisterAccountDocument);
  const initialValues: Values = {
    firstName: "",
    lastName: "",
    email: "",
    language: i18n.language,
    password: "",
    accepted: false,
    asTeacher: false,
    code: search.get("code") ?? "",
    fields: {},
  };
  const form = useForm({
    initialValues,
    validate: (values) =>
      Object.fromEntries(Object.entries(faultsOf(values, step)).map(([field, code]) => [field, t(`errors:issue.${code}`)])),
  });
  const send = async ({ accepted: _accepted, fields, code, ...values }: Values) => {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const given = Object.entries(fields).map(([fieldId, value]) => ({ fieldId, value }));
    const input = { ...values, code: code.trim() || null, fields: given, timeZone, termsId: options.terms?.id };
    const join = { next: search.get("next"), joinCode: joinCodeOf(search) };
    await register({ variables: { input: { ...input, ...join }, proof: await prove() } });
    setStep(3);
  };
  const submit = form.onSubmit(async (values) => {
    setProblem(undefined);
    if (step === 1) return setStep(2);
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal?.issues.some(({ path }) => ["firstName", "lastName", "email", "code", "fields"].includes(String(path[1])))) setStep(1);
      if (refusal?.code === "INVALID_INPUT") showError(error, form);
      else setProblem(message(error));
    } finally {
      setBusy(false);
    }
  });
  return { form, step, setStep, busy, problem, submit };
}

function RegisterForm({ options }: { options: Options }) {
  const { t } = useTranslation("sign-in");
  const { form, step, setStep, busy, problem, submit } = useRegistration(options);
  if (step === 3) return <LookInYourMail email={form.values.email} onWrong={() => setStep(1)} />;
  const below = (
    <Anchor component={Link} to="/sign-in">
      {t("register.haveAccount")}
    </Anchor>
  );
  return (
    <EntryCard
      title={t("register.title")}
      description={t("register.step", { step, steps: 3 })}
      problem={problem}
      onSubmit={submit}
      below={below}
    >
      <Progress value={step * 33} size="sm" aria-label={t("register.progress")} />
      {step === 1 ? <WhoStep form={form} options={options} /> : <PasswordAndTerms form={form} options={options} />}
      <Group justify="space-between">
        {step === 2 ? (
          <Button variant="default" onClick={() => setStep(1)}>
            {t("register.back")}
          </Button>
        ) : (
          <span />
        )}
        <Button type="submit" loading={busy} disabled={step === 2 && options.terms !== null && !form.values.accepted}>
          {step === 1 ? t("register.next") : t("register.submit")}
        </Button>
      </Group>
    </EntryCard>
  );
}

interface StepProps {
  form: UseFormReturnType<Values>;
  options: Options;
}

function WhoStep({ form, options }: StepProps) {
  const { t } = useTranslation("sign-in");
  const domains = options.mailDomains.map((domain) => `@${domain}`).join(", ");
  const emailHelp = options.invited ? t("register.invited") : domains && t("register.domains", { domains });
  return (
    <Stack>
      <TextInput label={t("register.firstName")} autoComplete="given-name" required {...form.getInputProps("firstName")} />
      <TextInput label={t("register.lastName")} autoComplete="family-name" {...form.getInputProps("lastName")} />
      <TextInput
        label={t("register.email")}
        description={emailHelp}
        type="email"
        autoComplete="email"
        required
        dir="ltr"
        {...form.getInputProps("email")}
      />
      {options.mode === "INVITATION" && !options.invited && (
        <TextInput
          label={t("register.code")}
          description={options.mailDomains.length > 0 ? t("register.codeOr") : undefined}
          required={options.mailDomains.length === 0}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          {...form.getInputProps("code")}
        />
      )}
      {options.fields.map((field) => (
        <ValueField
          key={field.id}
          field={field}
          value={form.values.fields[field.id] ?? ""}
          onChange={(value) => form.setFieldValue("fields", { ...form.values.fields, [field.id]: value })}
          error={form.errors[`fields.${field.id}`]}
        />
      ))}
      <Select
        label={t("register.language")}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        allowDeselect={false}
        {...form.getInputProps("language")}
      />
    </Stack>
  );
}

function PasswordAndTerms({ form, options }: StepProps) {
  const { t } = useTranslation("sign-in");
  const { firstName: givenName, lastName: familyName, email } = form.values;
  return (
    <Stack>
      <input hidden type="text" autoComplete="username" value={email} readOnly />
      <PasswordField
        label={t("password.label")}
        owner={{ givenName, familyName, email }}
        rules={options}
        {...form.getInputProps("password")}
      />
      {options.asTeacher && <Checkbox label={t("register.asTeacher")} {...form.getInputProps("asTeacher", { type: "checkbox" })} />}
      {options.terms && (
        <Stack gap="xs">
          <Text fw={550}>{t("register.terms", { version: options.terms.version })}</Text>
          <ScrollArea.Autosize
            mah={200}
            type="auto"
            tabIndex={0}
            role="region"
            aria-label={t("register.terms", { version: options.terms.version })}
          >
            <Text size="sm" style={{ whiteSpace: "pre-line" }} lang={options.terms.language} dir="auto">
              {options.terms.body}
            </Text>
          </ScrollArea.Autosize>
          <Checkbox label={t("register.accept")} {...form.getInputProps("accepted", { type: "checkbox" })} />
        </Stack>
      )}
      {options.mode === "APPROVAL" && !options.invited && (
        <Text size="sm" c="dimmed">
          {t("register.approval")}
        </Text>
      )}
    </Stack>
  );
}
