import { type QueryRef, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { Anchor, Badge, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId, useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { personName, Portrait } from "../../ui/person";
import { PersonActions } from "./person-actions";
import { PersonHistory } from "./person-history";
import { PlaceFacts } from "./place-facts";
import { ProfileFacts } from "./profile-facts";
import { usePeopleNews } from "./people-news";
import { WriteDialog } from "./write-dialog";
import type { PeopleRowFragment, PersonPageQuery, PersonPageQueryVariables } from "./people.generated";

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** What somebody is here, and whether that counts. */
function Standing({ row }: { row: PeopleRowFragment }) {
  const { t } = useTranslation("people");
  return (
    <Group gap="xs">
      <Badge variant="light" tt="none">
        {t(row.main ? "roles.MAIN" : `roles.${row.role}`)}
      </Badge>
      {row.state && row.state !== "ACTIVE" && (
        <Badge color="yellow" variant="light" tt="none">
          {t(`states.${row.state}`)}
        </Badge>
      )}
      {row.groups.map((group) => (
        <Badge key={group.id} variant="outline" tt="none">
          <bdi>{group.title}</bdi>
        </Badge>
      ))}
    </Group>
  );
}

/** One person of the course, as far as the reader may know of them: how they are in, what they show of themselves, what happened. */
export function PersonPage() {
  const { t } = useTranslation("people");
  const place = useCoursePlace();
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<PersonPageQuery, PersonPageQueryVariables>>();
  const { data } = useReadQuery(queryRef);
  const { refetch } = useQueryRefHandlers(queryRef);
  const [, startLoading] = useTransition();
  const [writing, setWriting] = useState(false);
  const { courseUser: row, personCard: card, myEnrolment } = data;
  const staff = data.people.viewerCan.seeStaffFields;
  // A change of theirs reaches the page as it happens.
  usePeopleNews(place, [row], data.liveCursor);
  const again = () => startLoading(() => void refetch().catch(showError));
  const mayWrite = row.id !== myEnrolment?.id && (staff || myEnrolment !== null);
  return (
    <>
      <Group align="flex-start" gap="md">
        <Portrait person={row.user} size={72} />
        <div style={{ flex: "1 1 16rem", minInlineSize: 0 }}>
          <PageHeader title={personName(row.user)} within={place.title} description={<Standing row={row} />} />
        </div>
      </Group>
      <Stack gap="xl">
        <PersonActions row={row} onChanged={again} onWrite={mayWrite ? () => setWriting(true) : null} />
        {row.officeHours && (
          <Part title={t("person.officeHours")}>
            <Text style={{ whiteSpace: "pre-line" }} dir="auto">
              {row.officeHours}
            </Text>
          </Part>
        )}
        <SimpleGrid cols={{ base: 1, sm: staff ? 2 : 1 }} spacing="xl">
          {staff && (
            <Part title={t("person.here")}>
              <PlaceFacts row={row} />
            </Part>
          )}
          <Part title={t("person.profile")}>
            <ProfileFacts card={card} />
          </Part>
        </SimpleGrid>
        {row.id === myEnrolment?.id && (
          <Text>
            <Anchor component={Link} to="/profile">
              {t("person.ownProfile")}
            </Anchor>
          </Text>
        )}
        {row.viewerCan.readHistory && (
          <Part title={t("panel.history")}>
            <PersonHistory id={row.id} />
          </Part>
        )}
      </Stack>
      <WriteDialog rows={writing ? [row] : []} onClose={() => setWriting(false)} />
    </>
  );
}
