import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
declare module '@apollo/client' {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}

export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment, written in UTC as in RFC 3339: 2026-11-21T09:30:00.000Z. */
  DateTime: { input: string; output: string; }
};

/** How people get accounts, whole: absent fields go back to what is delivered. */
export type AccountSettingsInput = {
  /** Whether one may register as a teacher. */
  asTeacher?: InputMaybe<Scalars['Boolean']['input']>;
  /** Wrong passwords in a row after which an account is blocked, 5 to 1,000; 0 = never. Strangers can trigger it. */
  blockAfter?: InputMaybe<Scalars['Int']['input']>;
  /** Whether a password that an administrator gave has to be changed at the first sign-in. */
  changeAtFirstSignIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** What is asked about second factors. */
  factor?: InputMaybe<FactorRulesInput>;
  /** Days in which a factor that has become required may still be missing, 0 to 30. */
  factorGraceDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether the e-mail address is the login, of new accounts and of those that change their address. */
  loginIsEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Mail domains that may register in the mode INVITATION without a code, at most 100. */
  mailDomains?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whether people may change their own names. */
  mayChangeNames?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether people may change their own official code. */
  mayChangeOfficialCode?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether a sign-in ends the person's other devices. */
  oneDevice?: InputMaybe<Scalars['Boolean']['input']>;
  /** Days after which a password has to be changed, at most 3,650; 0 = never. */
  passwordDays?: InputMaybe<Scalars['Int']['input']>;
  /** Fewest characters of a password, 10 to 20. */
  passwordMinimum?: InputMaybe<Scalars['Int']['input']>;
  /** What else a password has to contain; nothing as delivered. */
  passwordNeeds?: InputMaybe<Array<PasswordNeed>>;
  /** Who may register. */
  registration?: InputMaybe<RegistrationMode>;
  /** How long the link of a password mail works, 5 to 1,440 minutes. */
  resetMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Whether several accounts may have one address; signing in by it then needs a single match. */
  sharedEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who sees the fields that every profile has. */
  sights?: InputMaybe<SightRulesInput>;
  /** Where people land after signing in. */
  startPages?: InputMaybe<StartPagesInput>;
};

/** A finished upload, and where it goes. */
export type AttachUploadInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** Its name; the upload's own when absent. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What to do when the name is taken; RENAME when absent. */
  onClash?: InputMaybe<NameClash>;
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** The ticket of beginUpload, whose room is settled. */
  ticketId?: InputMaybe<Scalars['ID']['input']>;
  /** The last segment of the upload's address. */
  uploadId: Scalars['String']['input'];
};

/** A recording that begins. */
export type BeginRecordingInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** audio or video in webm, mp4 or ogg. */
  mediaType: Scalars['String']['input'];
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** A file that will be uploaded. */
export type BeginUploadInput = {
  /** Its size in bytes, at most 2 GB. */
  bytes: Scalars['Float']['input'];
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** Its name. */
  name: Scalars['String']['input'];
  /** The document that it will replace. */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** A class to put into a course or session. */
export type BindClassInput = {
  /** The class. */
  classId: Scalars['ID']['input'];
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** Tell the people who are new; false when absent. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** As what; LEARNER when absent. */
  role?: InputMaybe<CourseRole>;
  /** The session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What changes in many courses at once; an absent field stays as it is. */
export type BulkCoursesInput = {
  /** Their category; null = none. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** The language they are written in (en, fr, es, ar). */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Who may enter. */
  visibility?: InputMaybe<CourseVisibility>;
};

/** What a condition demands, or how it joins others. */
export type ConditionKind =
  /** All of the parts. */
  | 'AND'
  /** From a moment on. */
  | 'DATE_AFTER'
  /** Until a moment. */
  | 'DATE_BEFORE'
  /** Member of a group. */
  | 'GROUP'
  /** A criterion of an item was met. */
  | 'ITEM_CRITERION'
  /** The score on an item lies between two percentages. */
  | 'ITEM_SCORE'
  /** An item has reached a state. */
  | 'ITEM_STATE'
  /** Not the part. */
  | 'NOT'
  /** Any of the parts. */
  | 'OR'
  /** A field of the profile has this value. */
  | 'PROFILE_FIELD'
  /** The person has this language. */
  | 'PROFILE_LANGUAGE';

/** How far another item must be. */
export type ConditionState =
  /** Completed or passed. */
  | 'COMPLETED'
  /** Not passed. */
  | 'FAILED'
  /** Passed. */
  | 'PASSED'
  /** Begun. */
  | 'STARTED';

/** Whether a course may be used. */
export type CourseApproval =
  /** It may; so is every course of a campus that wants no approval. */
  | 'APPROVED'
  /** It was refused; its maker may change it and ask again. */
  | 'REFUSED'
  /** An administrator has to look at it first; until then only its maker and administrators enter. */
  | 'WAITING';

/** An extra field of courses, whole. Its kind stays once a course has a value in it. */
export type CourseFieldInput = {
  /** For CHOICE: 2 to 200 choices of at most 100 characters. */
  choices?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A line of help, at most 300 characters. */
  hints?: InputMaybe<Array<LocalizedTextInput>>;
  /** What it holds. */
  kind: ExtraFieldKind;
  /** Its name, in at least one language, at most 100 characters. */
  labels: Array<LocalizedTextInput>;
  /** Whether teachers fill it in; true when absent. */
  ownerEdits?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it must not be empty; false when absent. */
  required?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who sees it; NOBODY when absent. */
  sight?: InputMaybe<CourseSight>;
};

/** As what the list of all courses is written to a file. */
export type CourseListFormat =
  /** Comma-separated values (RFC 4180), UTF-8 with a mark; no cell begins a formula. */
  | 'CSV'
  /** An object whose `courses` are objects. */
  | 'JSON'
  /** An Office Open XML workbook. */
  | 'XLSX';

/** As what somebody is in a course. */
export type CourseMemberRole =
  /** Learns. */
  | 'LEARNER'
  /** Makes it, and sees all of it; administrators too. */
  | 'TEACHER'
  /** Accompanies learners. */
  | 'TUTOR'
  /** Reads without being enrolled; leaves no progress. */
  | 'VISITOR';

/** Where a course or session stands in time. */
export type CoursePhase =
  /** Has not begun. */
  | 'COMING'
  /** Runs, or has no dates. */
  | 'CURRENT'
  /** Has ended. */
  | 'PAST';

/** What a person is in a course or session. */
export type CourseRole =
  /** Learns. */
  | 'LEARNER'
  /** Runs the course. */
  | 'TEACHER'
  /** Assists in the course, or coaches in a session. */
  | 'TUTOR';

/** Who sees an extra field of a course, one of 4; who fills it in sees it always. */
export type CourseSight =
  /** Its learners too. */
  | 'COURSE'
  /** Everybody who sees its about page. */
  | 'EVERYBODY'
  /** Administrators. */
  | 'NOBODY'
  /** Its teachers and tutors too. */
  | 'STAFF';

/** By what the people of a course are sorted. Learners may sort by NAME and ROLE. */
export type CourseUserOrder =
  /** When the place was first given. */
  | 'ENROLLED_AT'
  /** First entry; who never entered comes first. */
  | 'FIRST_ACCESS'
  /** Last entry; who never entered comes first. */
  | 'LAST_ACCESS'
  /** Login. */
  | 'LOGIN'
  /** Family name, then given name. */
  | 'NAME'
  /** The school's number. */
  | 'OFFICIAL_CODE'
  /** Main teacher, teachers, tutors, learners; by name within. */
  | 'ROLE'
  /** State. */
  | 'STATE';

/** Which people of a course to list. Everything given must hold. Learners may give text, roles and a group of theirs. */
export type CourseUsersFilter = {
  /** Last entry more than so many days ago; staff only. */
  absentForDays?: InputMaybe<Scalars['Int']['input']>;
  /** Of this class; staff only. */
  classId?: InputMaybe<Scalars['ID']['input']>;
  /** What extra fields of the profile say, as far as the viewer may read them; at most 5; staff only. */
  fields?: InputMaybe<Array<ProfileFieldFilterInput>>;
  /** In this group. */
  groupId?: InputMaybe<Scalars['ID']['input']>;
  /** True: only people who have never entered; staff only. */
  neverEntered?: InputMaybe<Scalars['Boolean']['input']>;
  /** In one of these roles. */
  roles?: InputMaybe<Array<CourseRole>>;
  /** In one of these states; staff only, ACTIVE and SUSPENDED when absent. */
  states?: InputMaybe<Array<EnrolmentState>>;
  /** Words of the name; for staff also of login, address and official code. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What an extra field of a course shall say. */
export type CourseValueInput = {
  /** Which field. */
  fieldId: Scalars['ID']['input'];
  /** As text, in the form that the field's kind asks for; empty = nothing. */
  value: Scalars['String']['input'];
};

/** Who may enter a course. */
export type CourseVisibility =
  /** Its teachers only. */
  | 'CLOSED'
  /** Administrators only. */
  | 'HIDDEN'
  /** Everybody who is signed in may read. */
  | 'PLATFORM'
  /** Its members; others see its about page. */
  | 'PRIVATE'
  /** Everybody may read. */
  | 'PUBLIC';

/** What somebody shows of themself in one course; an absent field stays. */
export type CourseVisibilityInput = {
  /** How and when to be reached, for teachers and tutors; at most 500 characters. */
  officeHours?: InputMaybe<Scalars['String']['input']>;
  /** Whether fellow learners see the mail address. */
  showMail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether fellow learners see the picture. */
  showPicture?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Which of all courses. */
export type CoursesFilter = {
  /** Only those that may be used, wait, or were refused. */
  approval?: InputMaybe<CourseApproval>;
  /** Only those of a category. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of which extra fields say this: part of a text, else the whole value; empty = say nothing. */
  fields?: InputMaybe<Array<CourseValueInput>>;
  /** Only those in this language. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Part of a title, code or tag. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Only templates (true) or only others (false). */
  template?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those in the trash; otherwise those that are not. */
  trashed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those with this visibility. */
  visibility?: InputMaybe<CourseVisibility>;
};

/** A new token. */
export type CreateApiTokenInput = {
  /** When it ends by itself. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is for, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Any of read, write, admin; all of them when absent. */
  scopes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A new course. */
export type CreateCourseInput = {
  /** Category in the catalogue. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** 2 to 40 letters, digits, - or _; made of the title when absent. Taken = CONFLICT with a free one. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Its colour, as #rrggbb. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Whether it begins with example content, put there by the job that Course.filling names. */
  example?: InputMaybe<Scalars['Boolean']['input']>;
  /** Extra fields; INVALID_INPUT when a required one is missing. */
  fields?: InputMaybe<Array<CourseValueInput>>;
  /** Language it is written in (en, fr, es, ar); the maker's when absent. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** The upload of a picture (PNG, JPEG, WebP, GIF, AVIF, 10 MB). */
  pictureUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** The day to which the template's dates are moved; today when absent. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Up to 20 words to find it by. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A template that its content is copied from, by the job that Course.filling names. */
  templateId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 200 characters, plain text. */
  title: Scalars['String']['input'];
};

/** A new folder. */
export type CreateFolderInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** Plain text, at most 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Its title, at most 200 characters; its name is made from it. */
  title: Scalars['String']['input'];
};

/** A new term. */
export type CreateGlossaryTermInput = {
  /** Other ways to write it, at most 20; replaces them all. */
  aliases?: InputMaybe<Array<GlossaryAliasInput>>;
  /** A sound: a finished upload of the caller's; null takes it away. */
  audioUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** In a session: the base term that this words anew. */
  baseTermId?: InputMaybe<Scalars['ID']['input']>;
  /** The category, made when there is none of that name; null or empty takes it away. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The definition, rich text of at most 20,000 characters. */
  definition: Scalars['String']['input'];
  /** Whether it is marked where it occurs; only staff choose. */
  highlight?: InputMaybe<GlossaryHighlight>;
  /** The language (BCP 47); a new term without one has the course's. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** A picture (PNG, JPEG, GIF, WebP, AVIF): a finished upload of the caller's; null takes it away. */
  pictureUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** Related terms; replaces them all. */
  relatedIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The term, plain text of at most 200 characters. */
  term: Scalars['String']['input'];
  /** The same in other languages; replaces them all. */
  variants?: InputMaybe<Array<GlossaryVariantInput>>;
};

/** A new group. */
export type CreateGroupInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, 1 to 100 characters. */
  title: Scalars['String']['input'];
  /** Who tutors it; people of the course or session. */
  tutorIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Who is in it; people of the course or session. */
  userIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A new invitation. */
export type CreateInvitationInput = {
  /** Until when it holds. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is for, at most 200 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** How many people may register with it, 1 to 10,000; any number when absent. */
  usesMax?: InputMaybe<Scalars['Int']['input']>;
};

/** A new page. */
export type CreatePageInput = {
  /** Rich text; cleaned by the platform's allow-list. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Its title, at most 200 characters. */
  title: Scalars['String']['input'];
};

/** A new section. */
export type CreateSectionInput = {
  /** The section before which it comes; absent = at the end. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The session that it belongs to; absent = the base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 300 characters, plain text. */
  title: Scalars['String']['input'];
};

/** A new session. */
export type CreateSessionInput = {
  /** What learners may do after the end. */
  afterEnd?: InputMaybe<SessionAfterEnd>;
  /** The courses that are taught in it. */
  courseIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is, plain text, at most 4,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Its end. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Learners come in from then on. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its name, 1 to 200 characters. */
  title: Scalars['String']['input'];
  /** Whether its tutors may change the courses' own content. */
  tutorsEditBase?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A new account. */
export type CreateUserInput = {
  /** E-mail address, unique; counts as confirmed. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Given name, 1 to 100 characters. */
  firstName: Scalars['String']['input'];
  /** Language of the interface (en, fr, es, ar); English when absent. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Family name, at most 100 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** 3 to 100 letters, digits or any of _ . @ - ; unique without regard to case. */
  login: Scalars['String']['input'];
  /** A first password; without one the person gets a mail to choose it. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** Roles on the whole campus. */
  roles?: InputMaybe<Array<PlatformRole>>;
};

/** What a group's members may do in its space. */
export type DocumentAccess =
  /** Members add anything and change their own. */
  | 'COLLABORATION'
  /** Members read; group tutors and staff write. */
  | 'READ_ONLY'
  /** All members write everything. */
  | 'SHARE';

/** CHANGED: it is there, as `node` says, new or not. REMOVED: it is not, or no longer, for the listener. */
export type DocumentAction =
  /** It is there, as `node` says. */
  | 'CHANGED'
  /** It is not there for the listener. */
  | 'REMOVED';

/** Which entries of a folder are wanted. */
export type DocumentFilterInput = {
  /** Kinds: folder, file, page. */
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A family of files. */
  media?: InputMaybe<DocumentMedia>;
  /** Part of a title or name. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** On what ground a document may be used here. NONE = nothing was said. */
export type DocumentLicence =
  /** Creative Commons: attribution. */
  | 'CC_BY'
  /** Creative Commons: attribution, not commercial. */
  | 'CC_BY_NC'
  /** Creative Commons: attribution, not commercial, no derivatives. */
  | 'CC_BY_NC_ND'
  /** Creative Commons: attribution, not commercial, share alike. */
  | 'CC_BY_NC_SA'
  /** Creative Commons: attribution, no derivatives. */
  | 'CC_BY_ND'
  /** Creative Commons: attribution, share alike. */
  | 'CC_BY_SA'
  /** Creative Commons: no rights reserved. */
  | 'CC_ZERO'
  /** Nothing was said. */
  | 'NONE'
  /** Own work. */
  | 'OWN'
  /** Used by permission. */
  | 'PERMISSION'
  /** Free of rights. */
  | 'PUBLIC_DOMAIN'
  /** Used as a quotation. */
  | 'QUOTATION'
  /** Not known. */
  | 'UNKNOWN';

/** The campus's limits for documents, whole: absent fields go back to what is delivered. */
export type DocumentLimitsInput = {
  /** Bytes that a new course may store, at most 10 TB. */
  courseBytes?: InputMaybe<Scalars['Float']['input']>;
  /** How the list of extensions is meant. */
  extensionRule?: InputMaybe<ExtensionRule>;
  /** Extensions, at most 500. */
  extensions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Bytes of the largest file, 1 to 2 GB. */
  fileBytes?: InputMaybe<Scalars['Float']['input']>;
  /** What becomes of a file of a forbidden extension. */
  forbiddenFiles?: InputMaybe<ForbiddenFiles>;
  /** Bytes that a group may store, at most 10 TB. */
  groupBytes?: InputMaybe<Scalars['Float']['input']>;
  /** Written across each page of a PDF; at most 120 characters. {name}, {course} and {date} stand for the reader, the course and the day. */
  pdfWatermark?: InputMaybe<Scalars['String']['input']>;
  /** Bytes that a person may store in their folder of a course, at most 10 TB. */
  personalBytes?: InputMaybe<Scalars['Float']['input']>;
  /** Days after which the trash forgets what lies in it, 1 to 365. */
  trashDays?: InputMaybe<Scalars['Int']['input']>;
};

/** A file that a list is written to. */
export type DocumentListFormat =
  /** Comma-separated values, UTF-8 (RFC 4180). */
  | 'CSV'
  /** An Office Open XML workbook. */
  | 'XLSX';

/** A family of files. */
export type DocumentMedia =
  /** Zip archives. */
  | 'ARCHIVE'
  /** Sounds. */
  | 'AUDIO'
  /** Pictures. */
  | 'IMAGE'
  /** Text documents, sheets and slides. */
  | 'OFFICE'
  /** PDF. */
  | 'PDF'
  /** Plain text and code. */
  | 'TEXT'
  /** Films. */
  | 'VIDEO';

/** How a folder is sorted; folders come first in each. */
export type DocumentOrder =
  /** By name. */
  | 'NAME'
  /** As the teacher has arranged them. */
  | 'POSITION'
  /** By size. */
  | 'SIZE'
  /** By type. */
  | 'TYPE'
  /** By the last change. */
  | 'UPDATED';

/** Which learners are wanted. */
export type DocumentReaderFilter =
  /** All learners. */
  | 'ALL'
  /** Those who confirmed the reading. */
  | 'CONFIRMED'
  /** Those who did not. */
  | 'NOT_CONFIRMED'
  /** Those who did not. */
  | 'NOT_OPENED'
  /** Those who opened it. */
  | 'OPENED';

/** Whose documents they are. */
export type DocumentSpaceKind =
  /** The course's own. */
  | 'COURSE'
  /** A group's. */
  | 'GROUP'
  /** One person's in a course. */
  | 'PERSONAL';

/** Whether search knows the words inside a file. */
export type DocumentTextState =
  /** Cannot be read: it can be downloaded. */
  | 'BROKEN'
  /** Asks for a password: it can be downloaded, not read. */
  | 'ENCRYPTED'
  /** Nothing to read: a picture, a sound, a file of a kind that is not read. */
  | 'NONE'
  /** Will be read in a moment. */
  | 'PENDING'
  /** Has been read. */
  | 'READ';

/** People to put into a session. */
export type EnrolInSessionInput = {
  /** Only in these of its courses; all when absent. */
  courseIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Tell the people who are new; false when absent. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** LEARNER or TUTOR. */
  role: CourseRole;
  /** The session. */
  sessionId: Scalars['ID']['input'];
  /** The people, 1 to 10,000. */
  userIds: Array<Scalars['ID']['input']>;
};

/** People to put into a course or one of its sessions. */
export type EnrolUsersInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** Only say what would come of it; nothing is written. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Counts from then on; absent = at once. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Tell the people who are new, in the platform and by mail; false when absent. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** As what. Somebody already there keeps a higher role. */
  role: CourseRole;
  /** The session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Counts until then; absent = without end. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** The people, 1 to 10,000; one that is named twice counts once. */
  userIds: Array<Scalars['ID']['input']>;
};

/** What to change of enrolments. An absent field stays as it is; a date given as null is taken away. */
export type EnrolmentChangeInput = {
  /** Counts from then on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The new role. */
  role?: InputMaybe<CourseRole>;
  /** ACTIVE or SUSPENDED; to end them there is endEnrolments. */
  state?: InputMaybe<EnrolmentState>;
  /** Counts until then. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What administrators decide about enrolment; an absent field gets its default. */
export type EnrolmentSettingsInput = {
  /** The most people of one course, 1 to 1,000,000; null = no limit. */
  ceiling?: InputMaybe<Scalars['Int']['input']>;
  /** What learners see of one another where a course says nothing. */
  othersShown?: InputMaybe<OthersShown>;
  /** Whom teachers may enrol; EVERYBODY when absent. */
  teachersEnrol?: InputMaybe<TeachersEnrol>;
};

/** A way in. An enrolment ends when its last one is taken away. */
export type EnrolmentSource =
  /** By a program. */
  | 'API'
  /** By a class. */
  | 'CLASS'
  /** By an invitation. */
  | 'CODE'
  /** By hand, or by a list. */
  | 'MANUAL'
  /** Asked for, and granted. */
  | 'REQUEST'
  /** By the person. */
  | 'SELF'
  /** By a session. */
  | 'SESSION';

/** Whether an enrolment counts. */
export type EnrolmentState =
  /** Counts, within its dates. */
  | 'ACTIVE'
  /** Over; its results stay. */
  | 'ENDED'
  /** The course is listed with the reason, and closed. */
  | 'SUSPENDED';

/** How the list of extensions is meant. */
export type ExtensionRule =
  /** It names all that is allowed. */
  | 'ALLOW'
  /** It names what is forbidden. */
  | 'BLOCK';

/** What an extra field holds. */
export type ExtraFieldKind =
  /** One of the field's choices. */
  | 'CHOICE'
  /** A day, as 2026-11-21. */
  | 'DATE'
  /** An http or https address. */
  | 'LINK'
  /** Lines of at most 5,000 characters. */
  | 'LONG_TEXT'
  /** A number: digits, and a point before at most six decimals. */
  | 'NUMBER'
  /** A line of at most 300 characters. */
  | 'TEXT'
  /** true or false. */
  | 'YES_NO';

/** What the campus asks about second factors. */
export type FactorRule =
  /** Nobody may add one. */
  | 'OFF'
  /** Who wants to may. */
  | 'OPTIONAL'
  /** Everybody has to, within the days of grace. */
  | 'REQUIRED';

/** What is asked about second factors, by role on the whole campus; of several roles the strictest counts. */
export type FactorRulesInput = {
  /** Of administrators. */
  administrator: FactorRule;
  /** Of people without a role on the whole campus. */
  learner: FactorRule;
  /** Of session managers. */
  sessionManager: FactorRule;
  /** Of teachers. */
  teacher: FactorRule;
};

/** What becomes of a file of a forbidden extension. */
export type ForbiddenFiles =
  /** It is kept under a name that nothing opens. */
  | 'NEUTRALISE'
  /** It is refused; the others of its batch go on. */
  | 'REFUSE';

/** Settings of the course as a whole; an absent field stays as it is. */
export type GeneralCourseSettingsInput = {
  /** Whether the home page shows what is due next. */
  showNextDue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the home page shows rings of progress. */
  showProgress?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What happened to a term, as the listener sees it. */
export type GlossaryAction =
  /** It is there, and was not before. */
  | 'CREATED'
  /** It is gone, or is not for the listener. */
  | 'DELETED'
  /** Much changed at once: read the list again. */
  | 'RELOADED'
  /** It is another. */
  | 'UPDATED';

/** Another way to write a term. */
export type GlossaryAliasInput = {
  /** What it is. */
  kind: GlossaryAliasKind;
  /** The words, plain text of at most 200 characters. */
  text: Scalars['String']['input'];
};

/** What another way to write a term is. */
export type GlossaryAliasKind =
  /** A short form. */
  | 'ABBREVIATION'
  /** Another inflected form. */
  | 'FORM'
  /** A plural that no rule gives. */
  | 'PLURAL'
  /** Another word for it. */
  | 'SYNONYM';

/** What a column of a file is. */
export type GlossaryColumn =
  /** Abbreviations, between bars. */
  | 'ABBREVIATIONS'
  /** The category. */
  | 'CATEGORY'
  /** What it means. */
  | 'DEFINITION'
  /** Other inflected forms, between bars. */
  | 'FORMS'
  /** How it is marked in texts: ON, OFF or EXACT_CASE. */
  | 'HIGHLIGHT'
  /** The language (BCP 47). */
  | 'LANGUAGE'
  /** Plurals, between bars. */
  | 'PLURALS'
  /** Synonyms, between bars. */
  | 'SYNONYMS'
  /** The term. */
  | 'TERM';

/** What the columns of a file are, where they are not found by themselves. */
export type GlossaryColumnsInput = {
  /** What each column is, in the file's order; null leaves it out. Term and definition are needed, each column once. */
  columns: Array<InputMaybe<GlossaryColumn>>;
  /** Whether the first line names the columns. */
  hasHeader: Scalars['Boolean']['input'];
};

/** A kind of file. */
export type GlossaryFileFormat =
  /** Semicolons, UTF-8 with a byte order mark. */
  | 'CSV';

/** Whether a term is marked where it occurs. */
export type GlossaryHighlight =
  /** Only as it is written, capitals included. */
  | 'EXACT_CASE'
  /** Never. */
  | 'OFF'
  /** Yes, in any case and inflection. */
  | 'ON';

/** What an import does with what is there already. */
export type GlossaryImportStrategy =
  /** The file is the whole glossary: terms that it has not go to the trash. */
  | 'REPLACE_ALL'
  /** Only new terms are added. */
  | 'SKIP_EXISTING'
  /** Differing terms become what the file says. */
  | 'UPDATE_EXISTING';

/** What learners may do. */
export type GlossaryLearners =
  /** Propose terms that staff accept or refuse. */
  | 'PROPOSE'
  /** Read. */
  | 'READ'
  /** Write terms at once. */
  | 'WRITE';

/** Whether terms are marked in the course's texts. */
export type GlossaryMode =
  /** For everybody who has not switched it off. */
  | 'AUTOMATIC'
  /** Nowhere. */
  | 'OFF'
  /** For whoever switches it on. */
  | 'ON_DEMAND';

/** The order of the terms. */
export type GlossaryOrder =
  /** By the collation of the course's language. */
  | 'ALPHABETICAL'
  /** As staff have put them. */
  | 'MANUAL';

/** A kind of page where terms may be marked. */
export type GlossaryPlace =
  /** Documents. */
  | 'DOCUMENTS'
  /** Introductions, descriptions and the glossary itself. */
  | 'PAGES'
  /** Learning paths. */
  | 'PATHS'
  /** Forum posts and announcements. */
  | 'POSTS'
  /** Quizzes, outside attempts. */
  | 'QUIZZES'
  /** The wiki. */
  | 'WIKI';

/** What a row of a file is to the glossary. */
export type GlossaryRowKind =
  /** Refused. */
  | 'BAD'
  /** There with other words. */
  | 'DIFFERENT'
  /** Not there yet. */
  | 'NEW'
  /** There, but not in the file. */
  | 'REMOVED'
  /** There, word for word. */
  | 'SAME';

/** Shown or hidden. */
export type GlossaryShownState =
  /** Hidden. */
  | 'HIDDEN'
  /** Shown. */
  | 'PUBLISHED';

/** Which terms a list has; absent = all that the viewer sees. */
export type GlossaryTermFilter = {
  /** A category. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** A letter of the A–Z bar. */
  letter?: InputMaybe<Scalars['String']['input']>;
  /** Words, each somewhere in term, synonyms, variants or definition; case and accents do not count. */
  query?: InputMaybe<Scalars['String']['input']>;
  /** States; without any, published and (for staff) hidden terms. */
  states?: InputMaybe<Array<GlossaryTermState>>;
};

/** Who sees a term. */
export type GlossaryTermState =
  /** Staff only. */
  | 'HIDDEN'
  /** Its author and staff, until it is accepted. */
  | 'PROPOSED'
  /** Everybody. */
  | 'PUBLISHED';

/** A term in another language. */
export type GlossaryVariantInput = {
  /** The definition there, rich text. */
  definition?: InputMaybe<Scalars['String']['input']>;
  /** The language (BCP 47). */
  language: Scalars['String']['input'];
  /** The term there. */
  term: Scalars['String']['input'];
};

/** How the course shows its glossary. */
export type GlossaryViewKind =
  /** One panel for each term. */
  | 'LIST'
  /** Rows and columns. */
  | 'TABLE';

/** A file that a grid is written to. */
export type GridFileFormat =
  /** Comma-separated values, UTF-8 (RFC 4180). */
  | 'CSV'
  /** An Office Open XML workbook. */
  | 'XLSX';

/** How a pasted list is carried out. */
export type ImportEnrolmentsOptions = {
  /** Tell the people who are new; false when absent. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** As what, where a line names no role; LEARNER when absent. */
  role?: InputMaybe<CourseRole>;
  /** Into which session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What became of one line of a list, or would become in a dry run. */
export type ImportOutcome =
  /** Was in, and stays unchanged. */
  | 'ALREADY'
  /** Several people may be meant. */
  | 'AMBIGUOUS'
  /** Was in; the role or the dates changed. */
  | 'CHANGED'
  /** Is in now, new or again. */
  | 'ENROLLED'
  /** Not done; the reason says why. */
  | 'REFUSED'
  /** Nobody of the portal is meant. */
  | 'UNKNOWN';

/** Who is invited, and where to. */
export type InviteInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** Mail addresses, at most 200, each with a link of its own; absent = one link for many. */
  emails?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Groups of the course or session that people come into, at most 20. */
  groupIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How many people may come by the link, 1 to 10,000; absent = no limit. */
  maxUses?: InputMaybe<Scalars['Int']['input']>;
  /** As what; LEARNER when absent. */
  role?: InputMaybe<CourseRole>;
  /** The session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** It works until then; 30 days when absent. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** For whom an item is: chosen groups and people. */
export type ItemAudienceInput = {
  /** Groups of the course. */
  groupIds: Array<Scalars['ID']['input']>;
  /** People of the course. */
  userIds: Array<Scalars['ID']['input']>;
};

/** Whom an item is for. */
export type ItemAudienceKind =
  /** Chosen groups and people. */
  | 'CHOSEN'
  /** All members. */
  | 'EVERYONE';

/** A condition tree: what must hold before learners may open an item. */
export type ItemConditionInput = {
  /** Whether results of other sessions count. */
  anySession?: InputMaybe<Scalars['Boolean']['input']>;
  /** The moment, for DATE_AFTER and DATE_BEFORE. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which criterion must be met, for ITEM_CRITERION. */
  criterion?: InputMaybe<Scalars['String']['input']>;
  /** The profile's field, for PROFILE_FIELD. */
  field?: InputMaybe<Scalars['String']['input']>;
  /** The group, for GROUP. */
  groupId?: InputMaybe<Scalars['ID']['input']>;
  /** The other item, for ITEM_STATE, ITEM_SCORE and ITEM_CRITERION. */
  itemId?: InputMaybe<Scalars['ID']['input']>;
  /** What it demands, or how it joins the conditions in `of`. */
  kind: ConditionKind;
  /** The language (BCP 47), for PROFILE_LANGUAGE. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** The most result in per cent, for ITEM_SCORE. */
  maxPercent?: InputMaybe<Scalars['Float']['input']>;
  /** The least result in per cent, for ITEM_SCORE. */
  minPercent?: InputMaybe<Scalars['Float']['input']>;
  /** For AND, OR and NOT (exactly one): what is joined; at most 6 levels, 50 demands. */
  of?: InputMaybe<Array<ItemConditionInput>>;
  /** How far it must be, for ITEM_STATE. */
  state?: InputMaybe<ConditionState>;
  /** Its value, for PROFILE_FIELD. */
  value?: InputMaybe<Scalars['String']['input']>;
};

/** A session's own state and dates of a base item; null = the item's own, an absent field stays as it is. */
export type ItemOverrideInput = {
  /** Closed from then on, in the session. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Due, in the session. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Closed before, in the session. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether learners of the session see it. */
  state?: InputMaybe<ItemState>;
};

/** Whether learners see an item. */
export type ItemState =
  /** Being made: staff only. */
  | 'DRAFT'
  /** Taken from view; still open as a step of an open path. */
  | 'HIDDEN'
  /** Seen by those it is for. */
  | 'PUBLISHED';

/** Where a job stands: waiting, running, or ended in one of three ways. */
export type JobState =
  /** Stopped by somebody. */
  | 'CANCELLED'
  /** Given up: see the failure. */
  | 'FAILED'
  /** Waiting for a worker. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING'
  /** Done: see the result. */
  | 'SUCCEEDED';

/** What a legal document is about. */
export type LegalKind =
  /** What happens with personal data. */
  | 'PRIVACY'
  /** The terms of use. */
  | 'TERMS';

/** Words in one language. */
export type LocalizedTextInput = {
  /** Which language (en, fr, es, ar). */
  language: Scalars['String']['input'];
  /** The words. */
  text: Scalars['String']['input'];
};

/** What became of a mail. */
export type MailState =
  /** Given up after six tries. */
  | 'FAILED'
  /** Not sent: this campus has no mail server. Administrators read it here. */
  | 'KEPT'
  /** Waits to be sent, or to be tried again. */
  | 'QUEUED'
  /** The mail server took it. */
  | 'SENT';

/** One track of a video or audio. */
export type MediaTrackInput = {
  /** A WebVTT file among the documents of the same space. */
  documentId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is. */
  kind: MediaTrackKind;
  /** What to call it, at most 100 characters. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** Its language (BCP 47). */
  language: Scalars['String']['input'];
  /** A track that is there already and stays. */
  trackId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a WebVTT track of a video or audio is. */
export type MediaTrackKind =
  /** What is said and heard. */
  | 'CAPTIONS'
  /** Chapters. */
  | 'CHAPTERS'
  /** What is said, in another language. */
  | 'SUBTITLES'
  /** The whole text, read beside it. */
  | 'TRANSCRIPT';

/** Which of one's courses. */
export type MyCoursesFilter = {
  /** Only those of a category. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Only the starred ones. */
  favourite?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that stand so in time. */
  phase?: InputMaybe<CoursePhase>;
  /** Part of a title, code, tag or session title. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Only those that one teaches (true) or learns in (false). */
  teaching?: InputMaybe<Scalars['Boolean']['input']>;
};

/** In which order one's courses come. */
export type MyCoursesOrder =
  /** By code. */
  | 'CODE'
  /** The last visited first. */
  | 'RECENT'
  /** By title. */
  | 'TITLE';

/** What to do when the folder has that name already. */
export type NameClash =
  /** It becomes the newest version of what is there; id and links stay. */
  | 'NEW_VERSION'
  /** It becomes name (2), the first free number. */
  | 'RENAME'
  /** It is left out, and said so. */
  | 'SKIP';

/** With what courses begin, whole: absent fields go back to what is delivered. */
export type NewCourseSettingsInput = {
  /** Whether new courses of teachers wait for an administrator; false when absent. */
  approval?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether each course needs a category; false when absent. */
  categoryRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** Keys of the tools that a new course shows; null = as each is delivered. */
  tools?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Who may enter a new course; PRIVATE when absent, never HIDDEN. */
  visibility?: InputMaybe<CourseVisibility>;
};

/** A new path; it begins empty, as a draft. */
export type NewPathInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** What it is about, rich text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The session whose path it becomes; absent = the course's. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 250 characters. */
  title: Scalars['String']['input'];
};

/** A new step. */
export type NewStepInput = {
  /** The sibling before which it stands; absent = at the end. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** For TEXT and FINAL: rich text. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** For ITEM: an item of the course. */
  itemId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is. */
  kind: PathStepKind;
  /** The section that it lies in; absent = the first level. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The path. */
  pathId: Scalars['ID']['input'];
  /** 1 to 250 characters; absent = the item's name. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** Whom a course tells of what happens in it. */
export type NoticeAudience =
  /** The learners whom it concerns. */
  | 'LEARNERS'
  /** The course's teachers. */
  | 'TEACHERS'
  /** The tutors of the session, or of the course, where it happens. */
  | 'TUTORS';

/** What learners see of one another in a course. */
export type OthersShown =
  /** Everybody's name. */
  | 'NAMES'
  /** Everybody's name and picture, where the person shows it. */
  | 'NAMES_AND_PICTURES'
  /** Only themselves; the course's staff is named on its about page. */
  | 'NOBODY'
  /** Teachers and tutors. */
  | 'STAFF';

/** Which learners a grid shows. */
export type PackageGridFilter = {
  /** Part of a name or login. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Only those in this state. */
  state?: InputMaybe<ProgressState>;
};

/** What changes of a package; an absent field stays as it is. */
export type PackageInput = {
  /** Closed from then on; null = no such date. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Due; null = no such date. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The mastery score decides over the content's word. */
  masteryOverridesStatus?: InputMaybe<Scalars['Boolean']['input']>;
  /** Closed before; null = no such date. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What follows once it is done. */
  reentry?: InputMaybe<PackageReentry>;
  /** An unfinished activity counts by its score. */
  scoreAsProgress?: InputMaybe<Scalars['Boolean']['input']>;
  /** How its score is made. */
  scoring?: InputMaybe<PackageScoring>;
  /** Whether learners see it. */
  state?: InputMaybe<ItemState>;
  /** 1 to 250 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Where it opens. */
  window?: InputMaybe<PackageWindow>;
};

/** What follows when a learner opens a package that they have done. */
export type PackageReentry =
  /** They begin another attempt; the better result counts. */
  | 'NEW_ATTEMPT'
  /** They go on, with credit. */
  | 'RESUME'
  /** They look at it again without credit. */
  | 'REVIEW';

/** How activities' scores make the package's. */
export type PackageScoring =
  /** The mean of those that reported one, of 100. */
  | 'AVERAGE'
  /** The best one, of 100. */
  | 'HIGHEST'
  /** All points together. */
  | 'SUM';

/** The standard that a package follows. */
export type PackageStandard =
  /** AICC, by its course files. */
  | 'AICC'
  /** cmi5; not played yet. */
  | 'CMI5'
  /** IMS content without run-time calls. */
  | 'CONTENT'
  /** SCORM 1.2. */
  | 'SCORM_12'
  /** SCORM 2004; the edition is beside it. */
  | 'SCORM_2004'
  /** Experience API (TinCan); not played yet. */
  | 'XAPI';

/** Where a package opens. */
export type PackageWindow =
  /** Inside the page. */
  | 'EMBEDDED'
  /** In a window of its own. */
  | 'OWN_WINDOW';

/** What a password has to contain, besides its length. */
export type PasswordNeed =
  /** A digit. */
  | 'DIGIT'
  /** A small letter. */
  | 'LOWER'
  /** A sign that is neither letter nor digit. */
  | 'SYMBOL'
  /** A capital letter. */
  | 'UPPER';

/** What changes of a path; an absent field stays as it is. */
export type PathInput = {
  /** At most 200 characters. */
  author?: InputMaybe<Scalars['String']['input']>;
  /** Closed from then on; null = no such date. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rich text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Due; null = no such date. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A failed step counts as done. */
  failedCounts?: InputMaybe<Scalars['Boolean']['input']>;
  /** With RESTARTABLE: runs of one learner; 0 = any number. */
  maxRuns?: InputMaybe<Scalars['Int']['input']>;
  /** Minutes; 0 = none. */
  minimumMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Closed before; null = no such date. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Score in percent from which it is passed; null = it is only completed. */
  passingPercent?: InputMaybe<Scalars['Float']['input']>;
  /** Whether learners may begin again. */
  runs?: InputMaybe<PathRuns>;
  /** Whether learners see it. */
  state?: InputMaybe<ItemState>;
  /** 1 to 250 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** How the step tree first looks. */
  tree?: InputMaybe<PathTree>;
  /** What steps weigh. */
  weights?: InputMaybe<PathWeights>;
};

/** Which steps of a path are open. */
export type PathOrder =
  /** As each step's own conditions say. */
  | 'CUSTOM'
  /** All of them. */
  | 'FREE'
  /** Each requires the required ones before it. */
  | 'LINEAR';

/** Whether learners may begin a path again. */
export type PathRuns =
  /** As many as `maxRuns` says. */
  | 'RESTARTABLE'
  /** One run. */
  | 'SINGLE';

/** What a step is. */
export type PathStepKind =
  /** The end: opens when every other required step is done. */
  | 'FINAL'
  /** An item of the course, of any tool. */
  | 'ITEM'
  /** Holds steps; has no state of its own. */
  | 'SECTION'
  /** A text that lives in the path. */
  | 'TEXT';

/** How the step tree first looks in the player. */
export type PathTree =
  /** Sections folded. */
  | 'FOLDED'
  /** Not shown. */
  | 'HIDDEN'
  /** Unfolded. */
  | 'OPEN';

/** What steps weigh in percent and score. */
export type PathWeights =
  /** Their weight. */
  | 'EQUAL'
  /** Their weight times their minutes. */
  | 'MINUTES';

/** A kind of file for a list of people. */
export type PeopleFileFormat =
  /** Comma separated values: RFC 4180, UTF-8 with a byte order mark. */
  | 'CSV'
  /** A workbook (ECMA-376); every cell is text. */
  | 'XLSX';

/** What a saved view asks of the list. Everything given must hold. */
export type PeopleViewFilterInput = {
  /** Last entry more than so many days ago, 1 to 3,650. */
  absentForDays?: InputMaybe<Scalars['Int']['input']>;
  /** Of this class. */
  classId?: InputMaybe<Scalars['ID']['input']>;
  /** What extra fields say, at most 5. */
  fields?: InputMaybe<Array<ProfileFieldFilterInput>>;
  /** In this group. */
  groupId?: InputMaybe<Scalars['ID']['input']>;
  /** Only people who have never entered. */
  neverEntered?: InputMaybe<Scalars['Boolean']['input']>;
  /** In this role. */
  role?: InputMaybe<CourseRole>;
  /** In this state. */
  state?: InputMaybe<EnrolmentState>;
  /** Words. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** A view to keep. */
export type PeopleViewInput = {
  /** The columns in their order, besides the name: ROLE, STATE, GROUPS, CLASSES, LOGIN, EMAIL, OFFICIAL_CODE, PROGRESS, MARK, TIME, FIRST_ACCESS, LAST_ACCESS, FROM, UNTIL, WAYS_IN, or the id of an extra field of the profile. */
  columns: Array<Scalars['ID']['input']>;
  /** From the end. */
  descending: Scalars['Boolean']['input'];
  /** Which people. */
  filter: PeopleViewFilterInput;
  /** The view to change; absent = a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, 1 to 60 characters. */
  name: Scalars['String']['input'];
  /** By what they are sorted. */
  orderBy: CourseUserOrder;
  /** The extra field that they are sorted by, in the place of orderBy. */
  orderByField?: InputMaybe<Scalars['ID']['input']>;
  /** Whether all staff of the course see it; teachers only. */
  shared: Scalars['Boolean']['input'];
};

/** The part of a picture that is kept: a square, as fractions of the picture as people see it. */
export type PictureCropInput = {
  /** Height as a fraction of the picture's height. */
  height: Scalars['Float']['input'];
  /** Left edge, 0 to 1. */
  left: Scalars['Float']['input'];
  /** Upper edge, 0 to 1. */
  top: Scalars['Float']['input'];
  /** Width as a fraction of the picture's width. */
  width: Scalars['Float']['input'];
};

/** A place in a section. */
export type PlacementInput = {
  /** The entry before which it comes; absent = at the end. */
  beforeEntryId?: InputMaybe<Scalars['ID']['input']>;
  /** How far it is moved in, 0 to 2; absent = as it was. */
  indent?: InputMaybe<Scalars['Int']['input']>;
  /** The section. */
  sectionId: Scalars['ID']['input'];
  /** The session where the caller stands; absent = the base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a person may do on the whole campus. A person without any is a learner. */
export type PlatformRole =
  /** Everything. */
  | 'ADMINISTRATOR'
  /** Makes and runs sessions. */
  | 'SESSION_MANAGER'
  /** May create courses. */
  | 'TEACHER';

/** What an extra field of the profile has to say: texts contain it, all other kinds equal it. */
export type ProfileFieldFilterInput = {
  /** Which field. */
  fieldId: Scalars['ID']['input'];
  /** What it says, at most 300 characters; empty = nothing. */
  value: Scalars['String']['input'];
};

/** An extra field of the profile, whole. Its kind stays once people have filled it in. */
export type ProfileFieldInput = {
  /** Whether registration asks for it; false when absent. */
  atRegistration?: InputMaybe<Scalars['Boolean']['input']>;
  /** For CHOICE: 2 to 200 choices of at most 100 characters. */
  choices?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whether whoever may enrol finds people by it; false when absent. */
  findable?: InputMaybe<Scalars['Boolean']['input']>;
  /** A line of help, at most 300 characters. */
  hints?: InputMaybe<Array<LocalizedTextInput>>;
  /** What it holds. */
  kind: ExtraFieldKind;
  /** Its name, in at least one language, at most 100 characters. */
  labels: Array<LocalizedTextInput>;
  /** Whether people may choose who sees it; true when absent. */
  mayChooseSight?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether people fill it in themselves; true when absent. */
  ownerEdits?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it must not be empty; false when absent. */
  required?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who sees it; NOBODY when absent. */
  sight?: InputMaybe<Sight>;
};

/** What one changes of one's own profile; absent fields stay as they are. */
export type ProfileInput = {
  /** Extra fields that change, as far as people fill them in themselves. */
  fields?: InputMaybe<Array<ProfileValueInput>>;
  /** Given name, 1 to 100 characters; where the campus lets people change names. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Language of the interface and of mails (en, fr, es, ar). */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Family name, at most 100 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** The school's number; where the campus lets people change it. Empty = none. */
  officialCode?: InputMaybe<Scalars['String']['input']>;
  /** Phone number with country code. Empty = none. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Zone in which times are shown (IANA). */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** What an extra field shall say. */
export type ProfileValueInput = {
  /** Which field. */
  fieldId: Scalars['ID']['input'];
  /** As text, in the form that the field's kind asks for; empty = nothing. */
  value: Scalars['String']['input'];
};

/** How far a learner is with an item. */
export type ProgressState =
  /** Done, without a pass mark. */
  | 'COMPLETED'
  /** Done, and not passed. */
  | 'FAILED'
  /** Begun. */
  | 'IN_PROGRESS'
  /** Nothing yet. */
  | 'NOT_STARTED'
  /** Done, and passed. */
  | 'PASSED';

/** A solved challenge of proofChallenge. */
export type ProofInput = {
  /** The challenge, as it was given. */
  challenge: Scalars['String']['input'];
  /** The nonce that solves it, at most 64 characters. */
  nonce: Scalars['String']['input'];
};

/** What becomes of a proposal. */
export type ProposalDecision =
  /** It is published. */
  | 'ACCEPT'
  /** It goes to the trash; its author reads why. */
  | 'REFUSE';

/** What to publish. */
export type PublishPageInput = {
  /** Rich text; the viewer's draft when absent. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** What changed, at most 300 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** A new version of the terms. */
export type PublishTermsInput = {
  /** Whether everybody has to accept it before going on; true when absent. False suits a corrected spelling. */
  askAgain?: InputMaybe<Scalars['Boolean']['input']>;
  /** The text, plain; empty = no terms in this language from now on. */
  body: Scalars['String']['input'];
  /** The text's language (en, fr, es, ar). */
  language: Scalars['String']['input'];
  /** What changed, in a sentence. */
  summaryOfChange?: InputMaybe<Scalars['String']['input']>;
};

/** How far the viewer is. */
export type RecordReadingInput = {
  /** Seconds into media, page of a PDF (from 1), or share of a text (0 to 1). */
  position: Scalars['Float']['input'];
  /** What was seen since the last call. */
  ranges?: InputMaybe<Array<SeenRangeInput>>;
  /** Seconds open and in use since the last call, at most 300 count. */
  seconds?: InputMaybe<Scalars['Int']['input']>;
  /** Length of the media in seconds; pages of the PDF. */
  total?: InputMaybe<Scalars['Float']['input']>;
};

/** A person who registers. */
export type RegisterAccountInput = {
  /** To register as a teacher, where that is allowed. */
  asTeacher?: InputMaybe<Scalars['Boolean']['input']>;
  /** An invitation code, in the mode INVITATION. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address, which gets the confirmation mail. */
  email: Scalars['String']['input'];
  /** Values of the extra fields that registrationOptions asks for. */
  fields?: InputMaybe<Array<ProfileValueInput>>;
  /** Given name, 1 to 100 characters. */
  firstName: Scalars['String']['input'];
  /** The code of a link into a course: it opens registration, in every mode, for the address that it was sent to. */
  joinCode?: InputMaybe<Scalars['String']['input']>;
  /** Language of the interface and of the mails. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Family name, at most 100 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** 3 to 100 letters, digits or any of _ . @ - ; made of the names when absent. */
  login?: InputMaybe<Scalars['String']['input']>;
  /** A path inside the campus to open after the confirmation. */
  next?: InputMaybe<Scalars['String']['input']>;
  /** 10 to 128 characters; not a common one, without login, name or address in it. */
  password: Scalars['String']['input'];
  /** The terms that were accepted; needed when registrationOptions has some. */
  termsId?: InputMaybe<Scalars['ID']['input']>;
  /** Zone in which times are shown (IANA). */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** Who may make an account. In each mode also whoever was sent an invitation into a course, with that address. */
export type RegistrationMode =
  /** Everybody; an administrator lets each one in. */
  | 'APPROVAL'
  /** Administrators only. */
  | 'CLOSED'
  /** Whoever has an invitation code, or an e-mail address of an allowed domain. */
  | 'INVITATION'
  /** Everybody. */
  | 'OPEN';

/** A finished upload that becomes the newest version of a file. */
export type ReplaceFileInput = {
  /** Whether readers who have confirmed are asked again. */
  askAgain?: InputMaybe<Scalars['Boolean']['input']>;
  /** What changed, at most 300 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The ticket of beginUpload. */
  ticketId?: InputMaybe<Scalars['ID']['input']>;
  /** The last segment of the upload's address. */
  uploadId: Scalars['String']['input'];
};

/** A call of a package that went wrong. */
export type RuntimeCallInput = {
  /** The answer, shortened to 1,000 characters. */
  answer: Scalars['String']['input'];
  /** The player's clock, Unix milliseconds. */
  at: Scalars['Float']['input'];
  /** The standard's error code. */
  code: Scalars['Int']['input'];
  /** The element, or empty; at most 255 characters. */
  element: Scalars['String']['input'];
  /** LMSSetValue, GetValue …, at most 40 characters. */
  method: Scalars['String']['input'];
  /** The value that was given, shortened to 1,000 characters. */
  value: Scalars['String']['input'];
};

/** Changed elements of one activity, with their number. */
export type RuntimeDeltaInput = {
  /** The activity's identifier. */
  activityId: Scalars['ID']['input'];
  /** The player's clock, Unix milliseconds; for display only. */
  at: Scalars['Float']['input'];
  /** Calls that went wrong since the last change, at most 20. */
  calls?: InputMaybe<Array<RuntimeCallInput>>;
  /** What happened, in order. */
  events: Array<RuntimeEvent>;
  /** The last saved number + 1. */
  seq: Scalars['Int']['input'];
  /** SCORM 2004: the state of sequencing after the change, as JSON; absent = it has not moved. */
  sequencing?: InputMaybe<Scalars['String']['input']>;
  /** What changed; together at most 524,288 bytes. */
  set: Array<RuntimeElementInput>;
};

/** One element of the run-time model and its new value. */
export type RuntimeElementInput = {
  /** Its name in the standard: cmi.core.lesson_status, for instance. */
  element: Scalars['String']['input'];
  /** Its value, at most 262,144 bytes; kept byte for byte. */
  value: Scalars['String']['input'];
};

/** What happened in an activity besides values being set. */
export type RuntimeEvent =
  /** Sequencing began a new attempt at the activity. */
  | 'BEGIN'
  /** The content asked to save. */
  | 'COMMIT'
  /** The content ended its session. */
  | 'FINISH'
  /** The content began a session. */
  | 'INITIALIZE'
  /** The learner left the activity. */
  | 'LEAVE'
  /** The page was closed; the lease is given back. */
  | 'SUSPEND';

/** A stretch that was seen. */
export type SeenRangeInput = {
  /** Where it begins, inclusive: seconds, or the page. */
  from: Scalars['Float']['input'];
  /** Where it ends, exclusive. */
  to: Scalars['Float']['input'];
};

/** What learners may do after a session's end. */
export type SessionAfterEnd =
  /** Nothing. */
  | 'CLOSED'
  /** Read. */
  | 'READ_ONLY';

/** Which date of a session, or of an item in it. */
export type SessionDateField =
  /** The item closes. */
  | 'CLOSES'
  /** The item is due. */
  | 'DUE'
  /** The session ends. */
  | 'ENDS'
  /** The item opens. */
  | 'OPENS'
  /** The session begins. */
  | 'STARTS';

/** A reader's choices; what is absent stays as it is. */
export type SetGlossaryReadingInput = {
  /** Whether screen readers hear marks as buttons. */
  announce?: InputMaybe<Scalars['Boolean']['input']>;
  /** The course that `on` is about. */
  courseId?: InputMaybe<Scalars['ID']['input']>;
  /** No marks anywhere. */
  off?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether terms are marked in that course, where it marks on demand. */
  on?: InputMaybe<Scalars['Boolean']['input']>;
  /** The session where the caller stands; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** A setting's new value, in the field of its kind; none of them = no value. */
export type SettingChangeInput = {
  /** The value of a CHOICE. */
  choice?: InputMaybe<Scalars['String']['input']>;
  /** The value of CHOICES. */
  chosen?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The value of a FLAG. */
  flag?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its name among the tool's settings. */
  name: Scalars['String']['input'];
  /** The value of a NUMBER. */
  number?: InputMaybe<Scalars['Float']['input']>;
  /** The value of a TEXT. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What a setting's value is. */
export type SettingKind =
  /** One of `choices`, in `choice`. */
  | 'CHOICE'
  /** Some of `choices`, in `chosen`. */
  | 'CHOICES'
  /** Yes or no, in `flag`. */
  | 'FLAG'
  /** A number, in `number`. */
  | 'NUMBER'
  /** Plain text, in `text`. */
  | 'TEXT';

/** A shortcut on the home page. */
export type ShortcutInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** The item it leads to. */
  itemId: Scalars['ID']['input'];
  /** Its own label, 1 to 100 characters; absent = the item's title. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The upload of a picture; null = none, absent = the one that is there. */
  pictureUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** The session that it belongs to; absent = the base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Who sees a field of a profile, besides its owner and administrators. */
export type Sight =
  /** Everybody in the courses that one is in, as far as they see one another there. */
  | 'COURSE'
  /** Nobody else. */
  | 'NOBODY'
  /** Teachers and tutors of the courses that one is in. */
  | 'STAFF';

/** Who sees a field of people's profiles, and whether they may choose that themselves. */
export type SightRuleInput = {
  /** Whether people may choose. */
  mayChoose: Scalars['Boolean']['input'];
  /** Who sees it, unless the person has chosen otherwise. */
  sight: Sight;
};

/** Who sees the fields that every profile has. */
export type SightRulesInput = {
  /** The e-mail address. */
  email: SightRuleInput;
  /** The official code. */
  officialCode: SightRuleInput;
  /** The phone number. */
  phone: SightRuleInput;
};

/** Where people land after signing in when no link said where to: paths inside the campus, by role. */
export type StartPagesInput = {
  /** Administrators. */
  administrator: Scalars['String']['input'];
  /** People without a role on the whole campus. */
  learner: Scalars['String']['input'];
  /** Session managers. */
  sessionManager: Scalars['String']['input'];
  /** Teachers. */
  teacher: Scalars['String']['input'];
};

/** What completes a step. */
export type StepCriterion =
  /** It was answered. */
  | 'ANSWERED'
  /** It was completed or passed. */
  | 'COMPLETED'
  /** The learner ticked it. */
  | 'CONFIRMED'
  /** It was passed. */
  | 'PASSED'
  /** Something was written there. */
  | 'POSTED'
  /** The score lies between two bounds. */
  | 'SCORE'
  /** Something was handed in. */
  | 'SUBMITTED'
  /** It was opened. */
  | 'VIEWED';

/** What changes of a step; an absent field stays as it is. */
export type StepInput = {
  /** Rich text. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** What completes it. */
  completes?: InputMaybe<StepCriterion>;
  /** What must hold before it opens; steps are named by their ids; null = nothing. */
  conditions?: InputMaybe<ItemConditionInput>;
  /** Estimate in minutes; null = none. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Opens so many days after the start; null = at once. */
  opensAfterDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether the path counts it. */
  required?: InputMaybe<Scalars['Boolean']['input']>;
  /** Most points, for SCORE; null = none. */
  scoreMax?: InputMaybe<Scalars['Float']['input']>;
  /** Least points, for SCORE; null = none. */
  scoreMin?: InputMaybe<Scalars['Float']['input']>;
  /** 1 to 250 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** What it weighs, 0.01 to 1,000. */
  weight?: InputMaybe<Scalars['Float']['input']>;
  /** What becomes of it while its conditions do not hold. */
  whenLocked?: InputMaybe<WhenLocked>;
};

/** Whom teachers may put into their courses; administrators may everybody. */
export type TeachersEnrol =
  /** Everybody of the campus. */
  | 'EVERYBODY'
  /** Nobody. */
  | 'NOBODY'
  /** People of classes in which the teacher is too. */
  | 'OWN_CLASSES';

/** How a tool is called and looks in a course; an absent field stays as it is. */
export type ToolAppearanceInput = {
  /** The upload of a picture; null = its usual icon. */
  iconUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** A name of 1 to 60 characters; null = its usual name. */
  label?: InputMaybe<Scalars['String']['input']>;
};

/** A zip, and where its contents go. One of uploadId and documentId. */
export type UnpackArchiveInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** A zip among the documents. */
  documentId?: InputMaybe<Scalars['ID']['input']>;
  /** Only tell what would come in. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** The folder; absent = the top of the course's own documents. */
  folderId?: InputMaybe<Scalars['ID']['input']>;
  /** Into a new folder named after the zip (the default), or right here. */
  intoNewFolder?: InputMaybe<Scalars['Boolean']['input']>;
  /** The session; absent = the course's base. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** A finished upload. */
  uploadId?: InputMaybe<Scalars['String']['input']>;
};

/** Who gets in, and when; an absent field stays as it is. */
export type UpdateCourseAccessInput = {
  /** Closed to learners from then on. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Days that a learner has from the first entry, 1 to 3650. */
  durationDays?: InputMaybe<Scalars['Int']['input']>;
  /** The key that enrolling oneself asks for; null = none. Kept as a hash only. */
  enrolKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is listed first for everyone; administrators only. */
  featured?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether new courses may be made from it; administrators only. */
  isTemplate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether a private course is in the catalogue. */
  listed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Learners come in from then on. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether people may enrol themselves. */
  selfEnrol?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether learners may leave by themselves. */
  selfLeave?: InputMaybe<Scalars['Boolean']['input']>;
  /** Room for its files in bytes; administrators only. */
  storageLimitBytes?: InputMaybe<Scalars['Float']['input']>;
  /** What members accept at their first entry: rich text; null = nothing. */
  terms?: InputMaybe<Scalars['String']['input']>;
  /** Who may enter. */
  visibility?: InputMaybe<CourseVisibility>;
  /** Whether only administrators may change the visibility; administrators only. */
  visibilityAdminOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What a course is called and looks like; an absent field stays as it is. */
export type UpdateCourseInput = {
  /** Category in the catalogue; null = none. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** A new code; administrators only. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Its colour, as #rrggbb. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** What it is about: rich text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Extra fields that change. INVALID_INPUT, also without this, while a required one is empty. */
  fields?: InputMaybe<Array<CourseValueInput>>;
  /** A video at a known service; null = none. */
  introVideoUrl?: InputMaybe<Scalars['String']['input']>;
  /** Language it is written in (en, fr, es, ar). */
  language?: InputMaybe<Scalars['String']['input']>;
  /** The upload of a picture (PNG, JPEG, WebP, GIF, AVIF, 10 MB); null = the drawn pattern. */
  pictureUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 20 words to find it by. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** 1 to 200 characters, plain text. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Whether the interface keeps the viewer's language. */
  useViewerLanguage?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What is said of a document; what is absent stays as it is. */
export type UpdateDocumentInput = {
  /** Whether readers are asked to confirm. */
  askConfirmation?: InputMaybe<Scalars['Boolean']['input']>;
  /** Closed from then on; null takes the date away. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Plain text, at most 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** On what ground it may be used here. */
  licence?: InputMaybe<DocumentLicence>;
  /** Closed before; null takes the date away. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who holds the rights. */
  rightsHolder?: InputMaybe<Scalars['String']['input']>;
};

/** Some of the choices; what is absent stays. */
export type UpdateDocumentSettingsInput = {
  /** Whether learners may download folders and selections as one zip. */
  learnersDownloadFolders?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether people may have a folder of their own in the course. */
  personalFolders?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the class sees people's own folders. */
  showLearnerFolders?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Some of the settings; what is absent stays as it is. */
export type UpdateGlossarySettingsInput = {
  /** Whether only the first occurrence on a page is marked. */
  firstOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether terms are marked in texts. */
  highlight?: InputMaybe<GlossaryMode>;
  /** Whether leading articles are passed over when sorting. */
  ignoreArticles?: InputMaybe<Scalars['Boolean']['input']>;
  /** What learners may do. */
  learners?: InputMaybe<GlossaryLearners>;
  /** In which order. */
  order?: InputMaybe<GlossaryOrder>;
  /** Where they are marked. */
  places?: InputMaybe<Array<GlossaryPlace>>;
  /** How it is shown. */
  view?: InputMaybe<GlossaryViewKind>;
};

/** A change of a term; what is absent stays as it is. */
export type UpdateGlossaryTermInput = {
  /** Other ways to write it, at most 20; replaces them all. */
  aliases?: InputMaybe<Array<GlossaryAliasInput>>;
  /** A sound: a finished upload of the caller's; null takes it away. */
  audioUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** The category, made when there is none of that name; null or empty takes it away. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The definition, rich text of at most 20,000 characters. */
  definition?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is marked where it occurs; only staff choose. */
  highlight?: InputMaybe<GlossaryHighlight>;
  /** The language (BCP 47); a new term without one has the course's. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** A picture (PNG, JPEG, GIF, WebP, AVIF): a finished upload of the caller's; null takes it away. */
  pictureUploadId?: InputMaybe<Scalars['ID']['input']>;
  /** Related terms; replaces them all. */
  relatedIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The term, plain text of at most 200 characters. */
  term?: InputMaybe<Scalars['String']['input']>;
  /** The same in other languages; replaces them all. */
  variants?: InputMaybe<Array<GlossaryVariantInput>>;
};

/** The common part of an item of any kind; an absent field stays as it is. */
export type UpdateItemInput = {
  /** For whom it is; null = everyone. */
  audience?: InputMaybe<ItemAudienceInput>;
  /** Closed from then on; null = no such date. */
  closesAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which criterion completes it, one of its kind's; null = the kind's default. */
  completion?: InputMaybe<Scalars['String']['input']>;
  /** What must hold before it opens; null = nothing. */
  conditions?: InputMaybe<ItemConditionInput>;
  /** Due; null = no such date. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Closed before; null = no such date. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether learners see it. */
  state?: InputMaybe<ItemState>;
  /** 1 to 300 characters, plain text. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What its author has typed into a page. */
export type UpdatePageInput = {
  /** Rich text; cleaned by the platform's allow-list. */
  body: Scalars['String']['input'];
};

/** Some of the people tool's settings; what is absent stays as it is. */
export type UpdatePeopleSettingsInput = {
  /** Whether telling the new people is on from the start. */
  notify?: InputMaybe<Scalars['Boolean']['input']>;
  /** What learners see of one another. */
  othersShown?: InputMaybe<OthersShown>;
  /** Whether tutors may add and end learners. */
  tutorsMayEnrol?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What to change of a session; an absent field stays, a date given as null is taken away. */
export type UpdateSessionInput = {
  /** What learners may do after the end. */
  afterEnd?: InputMaybe<SessionAfterEnd>;
  /** What it is, plain text, at most 4,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Its end. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Learners come in from then on. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its name, 1 to 200 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Whether its tutors may change the courses' own content. */
  tutorsEditBase?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What changes of an account; absent fields stay as they are. */
export type UpdateUserInput = {
  /** A new e-mail address, which counts as confirmed. Empty = none. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** When the account ends by itself. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Extra fields that change, as far as people fill them in themselves. */
  fields?: InputMaybe<Array<ProfileValueInput>>;
  /** Given name, 1 to 100 characters; where the campus lets people change names. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Language of the interface and of mails (en, fr, es, ar). */
  language?: InputMaybe<Scalars['String']['input']>;
  /** Family name, at most 100 characters. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** A new login. */
  login?: InputMaybe<Scalars['String']['input']>;
  /** Whether the person has to choose a new password at the next sign-in; ends the devices. */
  mustChangePassword?: InputMaybe<Scalars['Boolean']['input']>;
  /** True takes the end away. */
  neverExpires?: InputMaybe<Scalars['Boolean']['input']>;
  /** The school's number; where the campus lets people change it. Empty = none. */
  officialCode?: InputMaybe<Scalars['String']['input']>;
  /** Phone number with country code. Empty = none. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** All roles that the person has from now on. */
  roles?: InputMaybe<Array<PlatformRole>>;
  /** Zone in which times are shown (IANA). */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** What became of an upload: a new document, one under another name, a new version, or nothing. */
export type UploadOutcome =
  /** A new document. */
  | 'CREATED'
  /** A new document under another name. */
  | 'RENAMED'
  /** A new version of one that was there. */
  | 'REPLACED'
  /** Nothing: the name was taken. */
  | 'SKIPPED';

/** The name of a class. */
export type UserClassInput = {
  /** What it is, at most 1,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 100 characters. */
  title: Scalars['String']['input'];
};

/** Where an account stands. */
export type UserState =
  /** May sign in. */
  | 'ACTIVE'
  /** Emptied at the person's wish. */
  | 'ERASED'
  /** Its end date has passed. */
  | 'EXPIRED'
  /** Closed by an administrator. */
  | 'INACTIVE'
  /** Registered and confirmed; waits for an administrator. */
  | 'PENDING_APPROVAL'
  /** Registered; the e-mail address is not confirmed yet. */
  | 'PENDING_EMAIL';

/** What becomes of a step whose conditions do not hold. */
export type WhenLocked =
  /** It does not apply: it leaves the tree and the count. */
  | 'HIDE'
  /** Shown, locked, with the reason. */
  | 'SHOW';

/** A message to people of a course or session. */
export type WriteToPeopleInput = {
  /** The course. */
  courseId: Scalars['ID']['input'];
  /** Their enrolments, 1 to 500; learners name one. */
  enrolmentIds: Array<Scalars['ID']['input']>;
  /** By mail too, where the address is confirmed; staff only. False when absent. */
  mail?: InputMaybe<Scalars['Boolean']['input']>;
  /** The session; absent = the course itself. */
  sessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Plain text, 1 to 2,000 characters. */
  text: Scalars['String']['input'];
};
