import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Card, Group, NumberInput, Radio, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { OTHERS_SHOWN, TEACHERS_ENROL } from "@lyceum/shared/inputs/enrolments";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { type AdminEnrolmentQuery, UpdateEnrolmentRulesDocument } from "./admin-people.generated";

type Rules = AdminEnrolmentQuery["enrolmentSettings"];
const CEILING_MAX = 1_000_000;
/** What the form says where the campus leaves it to each course. */
const BY_COURSE = "BY_COURSE";

const valuesOf = ({ ceiling, teachersEnrol, othersShown }: Rules) => ({
  ceiling: ceiling ?? ("" as number | ""),
  teachersEnrol,
  othersShown: othersShown ?? (BY_COURSE as NonNullable<Rules["othersShown"]> | typeof BY_COURSE),
});

function RulesForm({ rules }: { rules: Rules }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [version, setVersion] = useState(rules.version);
  const [update, { loading }] = useMutation(UpdateEnrolmentRulesDocument);
  const form = useForm({ initialValues: valuesOf(rules) });
  const submit = form.onSubmit(async ({ ceiling, teachersEnrol, othersShown }) => {
    const input = { ceiling: ceiling === "" ? null : ceiling, teachersEnrol, othersShown: othersShown === BY_COURSE ? null : othersShown };
    try {
      const { data } = await update({ variables: { input, expectedVersion: version } });
      if (!data) return;
      setVersion(data.updateEnrolmentSettings.version);
      form.setInitialValues(valuesOf(data.updateEnrolmentSettings));
      form.reset();
      announce(t("enrolment.saved"));
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Card component="section" padding="lg" maw="60rem" aria-label={t("enrolment.title")}>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <NumberInput
            label={t("enrolment.ceiling")}
            description={t("enrolment.ceilingHint")}
            min={1}
            max={CEILING_MAX}
            allowDecimal={false}
            maw="20rem"
            {...form.getInputProps("ceiling")}
          />
          <Radio.Group label={t("enrolment.who")} {...form.getInputProps("teachersEnrol")}>
            <Stack gap="xs" mt="xs">
              {TEACHERS_ENROL.map((value) => (
                <Radio key={value} value={value} label={t(`enrolment.whoChoices.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Radio.Group label={t("enrolment.shown")} description={t("enrolment.shownHint")} {...form.getInputProps("othersShown")}>
            <Stack gap="xs" mt="xs">
              {[BY_COURSE, ...OTHERS_SHOWN].map((value) => (
                <Radio key={value} value={value} label={t(`enrolment.shownChoices.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" loading={loading} disabled={!form.isDirty()}>
              {t("enrolment.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

/** The rules of enrolment that hold in all courses. */
export function EnrolmentPage() {
  const { t } = useTranslation("admin");
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminEnrolmentQuery>>());
  return (
    <>
      <PageHeader title={t("enrolment.title")} description={t("enrolment.text")} />
      <RulesForm rules={data.enrolmentSettings} />
    </>
  );
}
