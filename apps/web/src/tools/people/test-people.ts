import type { MockLink } from "@apollo/client/testing";
import { CoursePlaceDocument } from "../../kernel/course-place.generated";
import { coursePlace } from "../../kernel/course-place";
import { renderRoute } from "../../test/render";
import { PeopleChangedDocument, PeoplePageDocument, PeopleStaffPartDocument } from "./people.generated";
import { peopleRoutes } from "./people.routes";

export type Mock = MockLink.MockedResponse;
const can = (all: boolean) => ({
  __typename: "EnrolmentViewerCan",
  update: all,
  changeRole: all,
  end: all,
  setMain: false,
  readHistory: all,
});
export const person = (id: string, givenName: string, familyName: string) => ({
  __typename: "Person",
  id,
  name: `${givenName} ${familyName}`,
  givenName,
  familyName,
  pictureUrl: null,
});

/** A person of the list, as staff or as learners get them. */
export function row(id: string, givenName: string, familyName: string, over: object = {}, staff = true) {
  return {
    __typename: "Enrolment",
    id,
    sessionId: null,
    role: "LEARNER",
    main: false,
    state: staff ? "ACTIVE" : null,
    sources: staff ? ["MANUAL"] : null,
    from: null,
    until: null,
    login: staff ? givenName.toLowerCase() : null,
    email: null,
    officialCode: null,
    firstAccessAt: null,
    lastAccessAt: null,
    createdAt: null,
    endedAt: null,
    officeHours: null,
    classes: staff ? [] : null,
    version: 1,
    actId: null,
    user: person(`user-${id}`, givenName, familyName),
    groups: [],
    profileValues: [],
    progress: staff ? { __typename: "EnrolmentProgress", done: 1, total: 4, seconds: 0, score: null, maxScore: null } : null,
    viewerCan: can(staff),
    ...over,
  };
}

const place = (role: string): Mock => ({
  request: { query: CoursePlaceDocument, variables: { code: "DEMO", sessionId: null } },
  result: {
    data: {
      courseByCode: {
        __typename: "Course",
        id: "course-1",
        code: "DEMO",
        title: "Demo",
        language: "en",
        useViewerLanguage: true,
        color: null,
        pictureUrl: null,
        viewerRole: role,
        termsVersion: 0,
        viewerCan: {
          __typename: "CourseViewerCan",
          read: true,
          update: true,
          updateAccess: true,
          changeVisibility: true,
          changeCode: true,
          delete: true,
          editHome: true,
          changeSettings: true,
          preview: true,
        },
      },
    },
  },
  maxUsageCount: 9,
});

/** What the page asks and gets. */
export const page = (nodes: object[], staff: boolean, variables: object = {}, fields: object[] = []): Mock => ({
  request: {
    query: PeoplePageDocument,
    variables: {
      courseId: "course-1",
      sessionId: null,
      filter: {},
      orderBy: staff ? "NAME" : "ROLE",
      descending: false,
      fieldIds: [],
      ...variables,
    },
  },
  result: {
    data: {
      liveCursor: "0",
      people: {
        __typename: "PeopleTool",
        othersShown: "NAMES_AND_PICTURES",
        notify: false,
        mayTell: staff,
        fields,
        viewerCan: {
          __typename: "PeopleViewerCan",
          enrol: staff,
          manage: staff,
          bindClasses: staff,
          invite: staff,
          configure: staff,
          export: staff,
          saveViews: staff,
          shareViews: staff,
          seeStaffFields: staff,
        },
      },
      courseGroups: [],
      courseStaff: [row("staff", "Tess", "Teach", { role: "TEACHER", main: true }, staff)],
      myEnrolment: {
        __typename: "Enrolment",
        id: staff ? "staff" : "mine",
        sessionId: null,
        role: staff ? "TEACHER" : "LEARNER",
        state: "ACTIVE",
        from: null,
        until: null,
        showPicture: true,
        showMail: false,
        officeHours: staff ? "Mondays" : null,
        version: 1,
      },
      courseUsers: {
        __typename: "EnrolmentConnection",
        nodes,
        pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null },
        totalCount: nodes.length,
      },
    },
  },
  maxUsageCount: 9,
});
/** What staff ask beside it. */
export const staffPart = (views: object[] = [], classes: object[] = []): Mock => ({
  request: { query: PeopleStaffPartDocument, variables: { courseId: "course-1", sessionId: null } },
  result: { data: { peopleViews: views, courseClasses: classes } },
  maxUsageCount: 9,
});
const silent: Mock = {
  request: { query: PeopleChangedDocument, variables: { courseId: "course-1", sessionId: null, after: "0" } },
  result: { data: {} },
  delay: Number.POSITIVE_INFINITY,
  maxUsageCount: 9,
};

/** Opens the people of a course in a test. */
export const openPeople = (mocks: Mock[], role = "TEACHER", at = "/c/DEMO/people") =>
  renderRoute(
    [
      {
        id: "course",
        path: "c/:code",
        loader: async ({ params }) => ({ place: await coursePlace(params) }),
        children: [{ path: "people", children: peopleRoutes.course }],
      },
    ],
    { at, mocks: [place(role), silent, ...mocks, staffPart()], words: ["people"] },
  );
