import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Card, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { profileInput } from "@lyceum/shared/inputs/accounts";
import { timeZones } from "@lyceum/shared/time-zones";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData, useRevalidator } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { type LanguageCode, languages, switchLanguage } from "../../kernel/i18n";
import { PageHeader } from "../../ui/page-header";
import { SavedState } from "../../ui/saved-state";
import { viewerChanged } from "../session/session-change";
import { ExtraFields } from "./extra-fields";
import { PictureCard } from "./picture-card";
import { SightsCard } from "./sights-card";
import {
  type MyProfileQuery,
  type MyProfileQueryVariables,
  type ProfileFieldsFragment,
  UpdateMyProfileDocument,
} from "./profile.generated";

type Field = "firstName" | "lastName" | "officialCode" | "phone" | "language" | "timeZone";
type Profile = NonNullable<MyProfileQuery["viewer"]>;

const valuesOf = (user: Profile): Record<Field, string> => ({
  firstName: user.givenName,
  lastName: user.familyName,
  officialCode: user.officialCode ?? "",
  phone: user.phone ?? "",
  language: user.language,
  timeZone: user.timeZone,
});

/** Who one is: names, picture, language and zone. Each field is saved when it is left. */
export function MePage() {
  const { t } = useTranslation("profile");
  const { data } = useReadQuery(useLoaderData<QueryRef<MyProfileQuery, MyProfileQueryVariables>>());
  if (!data.viewer) return null;
  return (
    <>
      <PageHeader title={t("me.title")} description={<bdi>{data.viewer.login}</bdi>} />
      <Stack gap="lg">
        <PictureCard user={data.viewer} />
        <ProfileForm user={data.viewer} rules={data.profileRules} />
        <ExtraFields values={data.myProfileValues} />
        <SightsCard sights={data.mySights} values={data.myProfileValues} />
      </Stack>
    </>
  );
}

/** Saves one field at a time, and tells how that goes. */
function useAutosave(user: Profile) {
  const { t } = useTranslation("errors");
  const showError = useShowError();
  const revalidator = useRevalidator();
  const [state, setState] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const [saved, setSaved] = useState(valuesOf(user));
  const [update] = useMutation(UpdateMyProfileDocument);
  const form = useForm({ initialValues: valuesOf(user) });
  const save = async (field: Field, value: string) => {
    if (value.trim() === saved[field]) return;
    const issue = profileInput.safeParse({ [field]: value }).error?.issues[0];
    if (issue) return form.setFieldError(field, t(`issue.${issue.code === "custom" ? String(issue.params?.["code"]) : "invalid"}`));
    setState("saving");
    try {
      const { data } = await update({ variables: { input: { [field]: value } } });
      const now = valuesOf(data?.updateMyProfile as ProfileFieldsFragment & Profile);
      setSaved(now);
      form.setFieldValue(field, now[field]);
      form.clearFieldError(field);
      setState("saved");
      viewerChanged();
      await revalidator.revalidate();
    } catch (error) {
      setState("failed");
      showError(error, form);
    }
  };
  return { form, state, save };
}

function ProfileForm({ user, rules }: { user: Profile; rules: MyProfileQuery["profileRules"] }) {
  const { t } = useTranslation("profile");
  const { form, state, save } = useAutosave(user);
  const field = (name: Field) => ({
    label: t(`me.${name}`),
    ...form.getInputProps(name),
    onBlur: (event: React.FocusEvent<HTMLInputElement>) => void save(name, event.currentTarget.value),
  });
  const choose = (name: "language" | "timeZone") => ({
    ...form.getInputProps(name),
    label: t(`me.${name}`),
    allowDeselect: false,
    onChange: (value: string | null) => {
      if (!value) return;
      form.setFieldValue(name, value);
      if (name === "language") void switchLanguage(value as LanguageCode);
      void save(name, value);
    },
  });
  return (
    <Card component="section" padding="lg" aria-label={t("me.title")}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput autoComplete="given-name" readOnly={!rules.mayChangeNames} {...field("firstName")} />
          <TextInput autoComplete="family-name" readOnly={!rules.mayChangeNames} {...field("lastName")} />
          <TextInput readOnly={!rules.mayChangeOfficialCode} {...field("officialCode")} />
          <TextInput type="tel" autoComplete="tel" dir="ltr" {...field("phone")} />
          <Select data={languages.map(({ code, name }) => ({ value: code, label: name }))} {...choose("language")} />
          <Select data={timeZones()} searchable limit={60} nothingFoundMessage={t("me.noZone")} {...choose("timeZone")} />
        </SimpleGrid>
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {rules.mayChangeNames ? t("me.autosave") : t("me.namesKept")}
          </Text>
          <SavedState state={state} />
        </Group>
      </Stack>
    </Card>
  );
}
