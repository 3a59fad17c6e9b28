-- prisma/sql/before-extensions.sql
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- prisma/models
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "UserKind" AS ENUM ('PERSON', 'PREVIEW');

-- CreateEnum
CREATE TYPE "UserState" AS ENUM ('ACTIVE', 'INACTIVE', 'PENDING_EMAIL', 'PENDING_APPROVAL', 'EXPIRED', 'ERASED');

-- CreateEnum
CREATE TYPE "PlatformRole" AS ENUM ('ADMINISTRATOR', 'SESSION_MANAGER', 'TEACHER');

-- CreateEnum
CREATE TYPE "CredentialKind" AS ENUM ('PASSWORD', 'TOTP', 'RECOVERY_CODE');

-- CreateEnum
CREATE TYPE "MailPurpose" AS ENUM ('CONFIRM_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL', 'UNDO_EMAIL', 'INVITE');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('KEPT', 'QUEUED', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "LegalKind" AS ENUM ('TERMS', 'PRIVACY');

-- CreateEnum
CREATE TYPE "ExtraFieldKind" AS ENUM ('TEXT', 'LONG_TEXT', 'NUMBER', 'DATE', 'YES_NO', 'CHOICE', 'LINK');

-- CreateEnum
CREATE TYPE "Sight" AS ENUM ('NOBODY', 'STAFF', 'COURSE', 'EVERYBODY');

-- CreateEnum
CREATE TYPE "FieldSubject" AS ENUM ('USER', 'COURSE');

-- CreateEnum
CREATE TYPE "CourseVisibility" AS ENUM ('CLOSED', 'PRIVATE', 'PLATFORM', 'PUBLIC', 'HIDDEN');

-- CreateEnum
CREATE TYPE "CourseApproval" AS ENUM ('APPROVED', 'WAITING', 'REFUSED');

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('BASE', 'SESSION', 'PREVIEW');

-- CreateEnum
CREATE TYPE "SessionAfterEnd" AS ENUM ('CLOSED', 'READ_ONLY');

-- CreateEnum
CREATE TYPE "CourseRole" AS ENUM ('TEACHER', 'TUTOR', 'LEARNER');

-- CreateEnum
CREATE TYPE "EnrolmentKind" AS ENUM ('NORMAL', 'INVITEE', 'PREVIEW');

-- CreateEnum
CREATE TYPE "EnrolmentState" AS ENUM ('ACTIVE', 'SUSPENDED', 'ENDED');

-- CreateEnum
CREATE TYPE "EnrolmentSource" AS ENUM ('MANUAL', 'SELF', 'CODE', 'REQUEST', 'CLASS', 'SESSION', 'API');

-- CreateEnum
CREATE TYPE "DocumentSpaceKind" AS ENUM ('COURSE', 'GROUP', 'PERSONAL');

-- CreateEnum
CREATE TYPE "DocumentAccess" AS ENUM ('SHARE', 'READ_ONLY', 'COLLABORATION');

-- CreateEnum
CREATE TYPE "DocumentLicence" AS ENUM ('NONE', 'OWN', 'CC_BY', 'CC_BY_SA', 'CC_BY_ND', 'CC_BY_NC', 'CC_BY_NC_SA', 'CC_BY_NC_ND', 'CC_ZERO', 'PUBLIC_DOMAIN', 'PERMISSION', 'QUOTATION', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "DocumentTextState" AS ENUM ('NONE', 'PENDING', 'READ', 'ENCRYPTED', 'BROKEN');

-- CreateEnum
CREATE TYPE "MediaTrackKind" AS ENUM ('CAPTIONS', 'SUBTITLES', 'CHAPTERS', 'TRANSCRIPT');

-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('RECEIVING', 'COMPLETE', 'ATTACHED', 'FAILED');

-- CreateEnum
CREATE TYPE "GlossaryTermState" AS ENUM ('PROPOSED', 'PUBLISHED', 'HIDDEN');

-- CreateEnum
CREATE TYPE "GlossaryHighlight" AS ENUM ('ON', 'OFF', 'EXACT_CASE');

-- CreateEnum
CREATE TYPE "GlossaryAliasKind" AS ENUM ('SYNONYM', 'ABBREVIATION', 'PLURAL', 'FORM');

-- CreateEnum
CREATE TYPE "ItemState" AS ENUM ('DRAFT', 'PUBLISHED', 'HIDDEN');

-- CreateEnum
CREATE TYPE "ItemAudienceKind" AS ENUM ('EVERYONE', 'CHOSEN');

-- CreateEnum
CREATE TYPE "ProgressState" AS ENUM ('NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'PASSED', 'FAILED');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "PathTree" AS ENUM ('OPEN', 'FOLDED', 'HIDDEN');

-- CreateEnum
CREATE TYPE "PathOrder" AS ENUM ('FREE', 'LINEAR', 'CUSTOM');

-- CreateEnum
CREATE TYPE "PathRuns" AS ENUM ('SINGLE', 'RESTARTABLE');

-- CreateEnum
CREATE TYPE "PathWeights" AS ENUM ('EQUAL', 'MINUTES');

-- CreateEnum
CREATE TYPE "PathStepKind" AS ENUM ('SECTION', 'ITEM', 'TEXT', 'FINAL');

-- CreateEnum
CREATE TYPE "StepCriterion" AS ENUM ('VIEWED', 'CONFIRMED', 'SUBMITTED', 'POSTED', 'ANSWERED', 'PASSED', 'SCORE', 'COMPLETED');

-- CreateEnum
CREATE TYPE "WhenLocked" AS ENUM ('SHOW', 'HIDE');

-- CreateEnum
CREATE TYPE "PackageStandard" AS ENUM ('SCORM_12', 'SCORM_2004', 'AICC', 'CMI5', 'XAPI', 'CONTENT');

-- CreateEnum
CREATE TYPE "PackageReentry" AS ENUM ('REVIEW', 'RESUME', 'NEW_ATTEMPT');

-- CreateEnum
CREATE TYPE "PackageScoring" AS ENUM ('AVERAGE', 'HIGHEST', 'SUM');

-- CreateEnum
CREATE TYPE "PackageWindow" AS ENUM ('EMBEDDED', 'OWN_WINDOW');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "UserKind" NOT NULL DEFAULT 'PERSON',
    "login" CITEXT NOT NULL,
    "email" CITEXT,
    "emailVerifiedAt" TIMESTAMPTZ(3),
    "givenName" TEXT NOT NULL,
    "familyName" TEXT NOT NULL DEFAULT '',
    "officialCode" TEXT,
    "phone" TEXT,
    "language" TEXT NOT NULL DEFAULT 'en',
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "pictureId" UUID,
    "roles" "PlatformRole"[] DEFAULT ARRAY[]::"PlatformRole"[],
    "state" "UserState" NOT NULL DEFAULT 'ACTIVE',
    "expiresAt" TIMESTAMPTZ(3),
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "failedSignIns" INTEGER NOT NULL DEFAULT 0,
    "blockedAt" TIMESTAMPTZ(3),
    "factorDueAt" TIMESTAMPTZ(3),
    "termsOwed" BOOLEAN NOT NULL DEFAULT false,
    "sights" JSONB NOT NULL DEFAULT '{}',
    "createdById" UUID,
    "lastSeenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "kind" "CredentialKind" NOT NULL,
    "secret" TEXT NOT NULL,
    "name" TEXT,
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Device" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "remembered" BOOLEAN NOT NULL DEFAULT false,
    "secondFactorNeeded" BOOLEAN NOT NULL DEFAULT false,
    "secondFactorAt" TIMESTAMPTZ(3),
    "provedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "address" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',
    "impersonatorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownBrowser" (
    "userId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownBrowser_pkey" PRIMARY KEY ("userId","tokenHash")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailToken" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "purpose" "MailPurpose" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MailToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "state" "MailState" NOT NULL,
    "error" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LegalDocument" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "LegalKind" NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "summaryOfChange" TEXT NOT NULL DEFAULT '',
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LegalDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationCode" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "codeHash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "usesMax" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InvitationCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExtraField" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subject" "FieldSubject" NOT NULL DEFAULT 'USER',
    "kind" "ExtraFieldKind" NOT NULL,
    "labels" JSONB NOT NULL,
    "hints" JSONB NOT NULL DEFAULT '{}',
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "required" BOOLEAN NOT NULL DEFAULT false,
    "atRegistration" BOOLEAN NOT NULL DEFAULT false,
    "ownerEdits" BOOLEAN NOT NULL DEFAULT true,
    "sight" "Sight" NOT NULL DEFAULT 'NOBODY',
    "mayChooseSight" BOOLEAN NOT NULL DEFAULT true,
    "findable" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ExtraField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProfileValue" (
    "userId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProfileValue_pkey" PRIMARY KEY ("userId","fieldId")
);

-- CreateTable
CREATE TABLE "CourseValue" (
    "courseId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseValue_pkey" PRIMARY KEY ("courseId","fieldId")
);

-- CreateTable
CREATE TABLE "Throttle" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "Throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Course" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" CITEXT NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "useViewerLanguage" BOOLEAN NOT NULL DEFAULT true,
    "categoryId" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "description" TEXT NOT NULL DEFAULT '',
    "pictureFileId" UUID,
    "introVideoUrl" TEXT,
    "color" TEXT,
    "visibility" "CourseVisibility" NOT NULL DEFAULT 'PRIVATE',
    "visibilityAdminOnly" BOOLEAN NOT NULL DEFAULT false,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    "selfEnrol" BOOLEAN NOT NULL DEFAULT false,
    "selfLeave" BOOLEAN NOT NULL DEFAULT true,
    "enrolKeyHash" TEXT,
    "terms" TEXT,
    "termsVersion" INTEGER NOT NULL DEFAULT 0,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "durationDays" INTEGER,
    "storageLimitBytes" BIGINT NOT NULL DEFAULT 1048576000,
    "featured" BOOLEAN NOT NULL DEFAULT false,
    "isTemplate" BOOLEAN NOT NULL DEFAULT false,
    "autoLaunch" JSONB,
    "approval" "CourseApproval" NOT NULL DEFAULT 'APPROVED',
    "refusedBecause" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "trashedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseExternalId" (
    "system" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "courseId" UUID NOT NULL,

    CONSTRAINT "CourseExternalId_pkey" PRIMARY KEY ("system","value")
);

-- CreateTable
CREATE TABLE "CourseCategory" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CourseCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseRun" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "kind" "RunKind" NOT NULL,
    "sessionId" UUID,
    "parentRunId" UUID,
    "ownerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "afterEnd" "SessionAfterEnd" NOT NULL DEFAULT 'CLOSED',
    "tutorsEditBase" BOOLEAN NOT NULL DEFAULT false,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trashedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "role" "CourseRole" NOT NULL,
    "kind" "EnrolmentKind" NOT NULL DEFAULT 'NORMAL',
    "state" "EnrolmentState" NOT NULL DEFAULT 'ACTIVE',
    "sources" "EnrolmentSource"[] DEFAULT ARRAY[]::"EnrolmentSource"[],
    "main" BOOLEAN NOT NULL DEFAULT false,
    "from" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3),
    "firstAccessAt" TIMESTAMPTZ(3),
    "lastAccessAt" TIMESTAMPTZ(3),
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "showPicture" BOOLEAN NOT NULL DEFAULT true,
    "showMail" BOOLEAN NOT NULL DEFAULT false,
    "officeHours" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseTool" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "visible" BOOLEAN,
    "position" INTEGER,
    "label" TEXT,
    "iconFileId" UUID,

    CONSTRAINT "CourseTool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseIntroduction" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseIntroduction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseSettings" (
    "courseId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseSettings_pkey" PRIMARY KEY ("courseId","tool")
);

-- CreateTable
CREATE TABLE "SectionEntry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sectionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "indent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SectionEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseShortcut" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "label" TEXT,
    "pictureFileId" UUID,
    "position" INTEGER NOT NULL,
    "inherits" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "CourseShortcut_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseRating" (
    "courseId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseRating_pkey" PRIMARY KEY ("courseId","userId")
);

-- CreateTable
CREATE TABLE "TermsAcceptance" (
    "courseId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TermsAcceptance_pkey" PRIMARY KEY ("courseId","userId","version")
);

-- CreateTable
CREATE TABLE "CourseVisit" (
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "lastEventId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CourseVisit_pkey" PRIMARY KEY ("runId","userId","tool")
);

-- CreateTable
CREATE TABLE "CourseFavourite" (
    "courseId" UUID NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "CourseFavourite_pkey" PRIMARY KEY ("userId","courseId")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "trashedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupMember" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tutor" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GroupMember_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "DocumentSpace" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "kind" "DocumentSpaceKind" NOT NULL,
    "groupId" UUID,
    "ownerId" UUID,
    "access" "DocumentAccess" NOT NULL DEFAULT 'SHARE',
    "rootId" UUID,
    "usedBytes" BIGINT NOT NULL DEFAULT 0,
    "limitBytes" BIGINT,

    CONSTRAINT "DocumentSpace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "folderId" UUID,
    "live" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "fileId" UUID,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "body" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "versionNumber" INTEGER NOT NULL DEFAULT 0,
    "licence" "DocumentLicence" NOT NULL DEFAULT 'NONE',
    "rightsHolder" TEXT,
    "askConfirmation" BOOLEAN NOT NULL DEFAULT false,
    "confirmVersion" INTEGER NOT NULL DEFAULT 1,
    "textState" "DocumentTextState" NOT NULL DEFAULT 'NONE',
    "pageCount" INTEGER,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentVersion" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "documentId" UUID NOT NULL,
    "spaceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fileId" UUID,
    "body" TEXT,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "authorId" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentDraft" (
    "documentId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DocumentDraft_pkey" PRIMARY KEY ("documentId","userId")
);

-- CreateTable
CREATE TABLE "MediaTrack" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "documentId" UUID NOT NULL,
    "kind" "MediaTrackKind" NOT NULL,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "fileId" UUID NOT NULL,

    CONSTRAINT "MediaTrack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentReference" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "fromItemId" UUID NOT NULL,
    "toItemId" UUID,
    "toFileId" UUID,
    "path" TEXT,

    CONSTRAINT "DocumentReference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentReading" (
    "documentId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "position" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "ranges" JSONB NOT NULL DEFAULT '[]',
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "confirmedVersion" INTEGER,
    "confirmedAt" TIMESTAMPTZ(3),
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "remindedAt" TIMESTAMPTZ(3),
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DocumentReading_pkey" PRIMARY KEY ("documentId","userId","runId")
);

-- CreateTable
CREATE TABLE "UploadReservation" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "spaceId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "bytes" BIGINT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UploadReservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentZip" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "sessionId" UUID,
    "userId" UUID,
    "name" TEXT NOT NULL,
    "ids" UUID[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentZip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentRecording" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "sessionId" UUID,
    "folderId" UUID,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DocumentRecording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "actorId" UUID,
    "impersonatorId" UUID,
    "courseId" UUID,
    "runId" UUID,
    "tool" TEXT,
    "itemId" UUID,
    "rowId" UUID,
    "userId" UUID,
    "requestId" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "courseId" UUID,
    "runId" UUID,
    "tool" TEXT,
    "itemId" UUID,
    "params" JSONB NOT NULL DEFAULT '{}',
    "href" TEXT NOT NULL DEFAULT '',
    "eventId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Blob" (
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Blob_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unusedSince" TIMESTAMPTZ(3),

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileUse" (
    "fileId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rowId" UUID NOT NULL,
    "itemId" UUID,

    CONSTRAINT "FileUse_pkey" PRIMARY KEY ("fileId","kind","rowId")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "courseId" UUID,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "state" "UploadState" NOT NULL DEFAULT 'RECEIVING',
    "sha256" TEXT,
    "mediaType" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Glossary" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Glossary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GlossaryTerm" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "glossaryId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "termKey" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "sortText" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "GlossaryTermState" NOT NULL DEFAULT 'PUBLISHED',
    "highlight" "GlossaryHighlight" NOT NULL DEFAULT 'ON',
    "categoryId" UUID,
    "pictureFileId" UUID,
    "audioFileId" UUID,
    "baseTermId" UUID,
    "hidesOnly" BOOLEAN NOT NULL DEFAULT false,
    "authorId" UUID,
    "staffEdited" BOOLEAN NOT NULL DEFAULT false,
    "updatedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "trashedAt" TIMESTAMPTZ(3),
    "trashId" UUID,

    CONSTRAINT "GlossaryTerm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GlossaryAlias" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "termId" UUID NOT NULL,
    "kind" "GlossaryAliasKind" NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "GlossaryAlias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GlossaryVariant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "termId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "definition" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "GlossaryVariant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GlossaryRelation" (
    "termId" UUID NOT NULL,
    "relatedId" UUID NOT NULL,

    CONSTRAINT "GlossaryRelation_pkey" PRIMARY KEY ("termId","relatedId")
);

-- CreateTable
CREATE TABLE "GlossaryCategory" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "glossaryId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "GlossaryCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GlossaryReader" (
    "userId" UUID NOT NULL,
    "off" BOOLEAN NOT NULL DEFAULT false,
    "announce" BOOLEAN NOT NULL DEFAULT false,
    "courseIds" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "GlossaryReader_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "Item" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "groupId" UUID,
    "tool" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "parentId" UUID,
    "ancestorIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "position" INTEGER NOT NULL DEFAULT 0,
    "state" "ItemState" NOT NULL DEFAULT 'PUBLISHED',
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "audience" "ItemAudienceKind" NOT NULL DEFAULT 'EVERYONE',
    "conditions" JSONB,
    "completion" TEXT,
    "maxScore" DOUBLE PRECISION,
    "marksLocked" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT,
    "replacesId" UUID,
    "createdById" UUID,
    "updatedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "trashedAt" TIMESTAMPTZ(3),
    "trashId" UUID,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemRun" (
    "itemId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "state" "ItemState",
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "ItemRun_pkey" PRIMARY KEY ("itemId","runId")
);

-- CreateTable
CREATE TABLE "ItemAudience" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "itemId" UUID NOT NULL,
    "groupId" UUID,
    "userId" UUID,

    CONSTRAINT "ItemAudience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Progress" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "itemId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "state" "ProgressState" NOT NULL DEFAULT 'NOT_STARTED',
    "score" DOUBLE PRECISION,
    "maxScore" DOUBLE PRECISION,
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "learnerState" "ProgressState",
    "learnerScore" DOUBLE PRECISION,
    "learnerFraction" DOUBLE PRECISION,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completedAt" TIMESTAMPTZ(3),
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProgressFact" (
    "progressId" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "value" DOUBLE PRECISION,

    CONSTRAINT "ProgressFact_pkey" PRIMARY KEY ("progressId","criterion")
);

-- CreateTable
CREATE TABLE "Version" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "authorId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchEntry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rowId" UUID NOT NULL,
    "itemId" UUID,
    "part" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "vector" tsvector,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'QUEUED',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT,
    "userId" UUID,
    "courseId" UUID,
    "input" JSONB NOT NULL,
    "result" JSONB,
    "failure" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "worker" INTEGER,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Path" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "author" TEXT NOT NULL DEFAULT '',
    "pictureId" UUID,
    "tree" "PathTree" NOT NULL DEFAULT 'OPEN',
    "order" "PathOrder" NOT NULL DEFAULT 'FREE',
    "runs" "PathRuns" NOT NULL DEFAULT 'SINGLE',
    "maxRuns" INTEGER NOT NULL DEFAULT 0,
    "minimumMinutes" INTEGER NOT NULL DEFAULT 0,
    "nextPathId" UUID,
    "passingPercent" DOUBLE PRECISION,
    "failedCounts" BOOLEAN NOT NULL DEFAULT false,
    "weights" "PathWeights" NOT NULL DEFAULT 'EQUAL',
    "returnTo" TEXT,

    CONSTRAINT "Path_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PathStep" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pathId" UUID NOT NULL,
    "parentId" UUID,
    "position" INTEGER NOT NULL,
    "kind" "PathStepKind" NOT NULL,
    "itemId" UUID,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "required" BOOLEAN NOT NULL DEFAULT true,
    "completes" "StepCriterion" NOT NULL DEFAULT 'VIEWED',
    "scoreMin" DOUBLE PRECISION,
    "scoreMax" DOUBLE PRECISION,
    "conditions" JSONB,
    "whenLocked" "WhenLocked" NOT NULL DEFAULT 'SHOW',
    "minutes" INTEGER,
    "opensAfterDays" INTEGER,
    "audioFileId" UUID,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "removedAt" TIMESTAMPTZ(3),
    "removalId" UUID,

    CONSTRAINT "PathStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PathRun" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pathId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastStepId" UUID,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "presentAt" TIMESTAMPTZ(3),
    "state" "ProgressState" NOT NULL DEFAULT 'IN_PROGRESS',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "score" DOUBLE PRECISION,
    "finishedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "trashedAt" TIMESTAMPTZ(3),
    "trashId" UUID,

    CONSTRAINT "PathRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StepRun" (
    "pathRunId" UUID NOT NULL,
    "stepId" UUID NOT NULL,
    "state" "ProgressState" NOT NULL DEFAULT 'NOT_STARTED',
    "firstAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "waivedById" UUID,
    "waivedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "StepRun_pkey" PRIMARY KEY ("pathRunId","stepId")
);

-- CreateTable
CREATE TABLE "Package" (
    "id" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "standard" "PackageStandard" NOT NULL,
    "edition" TEXT,
    "identifier" TEXT NOT NULL,
    "reentry" "PackageReentry" NOT NULL DEFAULT 'REVIEW',
    "masteryOverridesStatus" BOOLEAN NOT NULL DEFAULT false,
    "scoring" "PackageScoring" NOT NULL DEFAULT 'AVERAGE',
    "scoreAsProgress" BOOLEAN NOT NULL DEFAULT false,
    "window" "PackageWindow" NOT NULL DEFAULT 'EMBEDDED',
    "revisionId" UUID NOT NULL,

    CONSTRAINT "Package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PackageRevision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "packageId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "activities" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "runtime" JSONB NOT NULL,
    "tree" JSONB,
    "files" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PackageRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PackageFile" (
    "revisionId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "PackageFile_pkey" PRIMARY KEY ("revisionId","path")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "packageId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "counts" BOOLEAN NOT NULL DEFAULT true,
    "mode" TEXT NOT NULL DEFAULT 'normal',
    "credit" TEXT NOT NULL DEFAULT 'credit',
    "lease" TEXT,
    "leaseAt" TIMESTAMPTZ(3),
    "lastWriter" TEXT,
    "launchedAt" TIMESTAMPTZ(3),
    "presentAt" TIMESTAMPTZ(3),
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "currentActivityId" TEXT,
    "sequencing" JSON,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "state" "ProgressState" NOT NULL DEFAULT 'NOT_STARTED',
    "score" DOUBLE PRECISION,
    "maxScore" DOUBLE PRECISION,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trashedAt" TIMESTAMPTZ(3),
    "trashId" UUID,

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityAttempt" (
    "registrationId" UUID NOT NULL,
    "activityId" TEXT NOT NULL,
    "model" JSON NOT NULL,
    "initialized" BOOLEAN NOT NULL DEFAULT false,
    "finished" BOOLEAN NOT NULL DEFAULT false,
    "left" BOOLEAN NOT NULL DEFAULT false,
    "hundredths" BIGINT NOT NULL DEFAULT 0,
    "timeReplaced" BOOLEAN NOT NULL DEFAULT false,
    "finishedAt" TIMESTAMPTZ(3),
    "state" "ProgressState" NOT NULL DEFAULT 'NOT_STARTED',
    "score" DOUBLE PRECISION,
    "maxScore" DOUBLE PRECISION,
    "measure" DOUBLE PRECISION,
    "notes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "location" TEXT NOT NULL DEFAULT '',
    "measuredSeconds" INTEGER NOT NULL DEFAULT 0,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActivityAttempt_pkey" PRIMARY KEY ("registrationId","activityId")
);

-- CreateTable
CREATE TABLE "ActivityInteraction" (
    "registrationId" UUID NOT NULL,
    "activityId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "identifier" TEXT,
    "type" TEXT,
    "response" TEXT,
    "patterns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "result" TEXT,
    "weighting" TEXT,
    "latency" TEXT,
    "time" TEXT,
    "description" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActivityInteraction_pkey" PRIMARY KEY ("registrationId","activityId","index")
);

-- CreateTable
CREATE TABLE "SharedRuntime" (
    "runId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "SharedRuntime_pkey" PRIMARY KEY ("runId","userId","kind","key")
);

-- CreateTable
CREATE TABLE "HacpSession" (
    "tokenHash" TEXT NOT NULL,
    "registrationId" UUID NOT NULL,
    "activityId" TEXT NOT NULL,
    "lease" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HacpSession_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "RuntimeCall" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "registrationId" UUID NOT NULL,
    "activityId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "element" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RuntimeCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PackageReset" (
    "id" UUID NOT NULL,
    "packageId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "byId" UUID,
    "progress" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "PackageReset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserClass" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "title" CITEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "UserClass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserClassMember" (
    "classId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UserClassMember_pkey" PRIMARY KEY ("classId","userId")
);

-- CreateTable
CREATE TABLE "ClassPlace" (
    "classId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "role" "CourseRole" NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClassPlace_pkey" PRIMARY KEY ("runId","classId")
);

-- CreateTable
CREATE TABLE "CourseInvitation" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "role" "CourseRole" NOT NULL,
    "email" CITEXT,
    "codeHash" BYTEA NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "maxUses" INTEGER,
    "until" TIMESTAMPTZ(3),
    "groupIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CourseInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PeopleView" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "courseId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "filter" JSONB NOT NULL DEFAULT '{}',
    "orderBy" TEXT NOT NULL,
    "orderByField" UUID,
    "descending" BOOLEAN NOT NULL DEFAULT false,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PeopleView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_login_key" ON "User"("login");

-- CreateIndex
CREATE INDEX "User_email_idx" ON "User"("email");

-- CreateIndex
CREATE INDEX "User_createdAt_idx" ON "User"("createdAt");

-- CreateIndex
CREATE INDEX "User_familyName_givenName_idx" ON "User"("familyName", "givenName");

-- CreateIndex
CREATE INDEX "Credential_userId_kind_idx" ON "Credential"("userId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Device_tokenHash_key" ON "Device"("tokenHash");

-- CreateIndex
CREATE INDEX "Device_userId_endedAt_idx" ON "Device"("userId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "MailToken_tokenHash_key" ON "MailToken"("tokenHash");

-- CreateIndex
CREATE INDEX "MailToken_userId_purpose_idx" ON "MailToken"("userId", "purpose");

-- CreateIndex
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");

-- CreateIndex
CREATE INDEX "Mail_state_dueAt_idx" ON "Mail"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "LegalDocument_kind_language_version_key" ON "LegalDocument"("kind", "language", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Consent_userId_documentId_key" ON "Consent"("userId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "InvitationCode_codeHash_key" ON "InvitationCode"("codeHash");

-- CreateIndex
CREATE INDEX "ProfileValue_fieldId_idx" ON "ProfileValue"("fieldId");

-- CreateIndex
CREATE INDEX "CourseValue_fieldId_idx" ON "CourseValue"("fieldId");

-- CreateIndex
CREATE INDEX "Throttle_expire_idx" ON "Throttle"("expire");

-- CreateIndex
CREATE UNIQUE INDEX "Course_code_key" ON "Course"("code");

-- CreateIndex
CREATE INDEX "Course_categoryId_idx" ON "Course"("categoryId");

-- CreateIndex
CREATE INDEX "CourseExternalId_courseId_idx" ON "CourseExternalId"("courseId");

-- CreateIndex
CREATE INDEX "CourseRun_courseId_kind_idx" ON "CourseRun"("courseId", "kind");

-- CreateIndex
CREATE INDEX "CourseRun_sessionId_idx" ON "CourseRun"("sessionId");

-- CreateIndex
CREATE INDEX "CourseRun_parentRunId_idx" ON "CourseRun"("parentRunId");

-- CreateIndex
CREATE INDEX "Enrolment_courseId_runId_role_idx" ON "Enrolment"("courseId", "runId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_userId_runId_key" ON "Enrolment"("userId", "runId");

-- CreateIndex
CREATE INDEX "CourseTool_courseId_idx" ON "CourseTool"("courseId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseTool_runId_tool_key" ON "CourseTool"("runId", "tool");

-- CreateIndex
CREATE INDEX "CourseIntroduction_courseId_idx" ON "CourseIntroduction"("courseId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseIntroduction_runId_tool_key" ON "CourseIntroduction"("runId", "tool");

-- CreateIndex
CREATE INDEX "SectionEntry_itemId_idx" ON "SectionEntry"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "SectionEntry_sectionId_itemId_key" ON "SectionEntry"("sectionId", "itemId");

-- CreateIndex
CREATE INDEX "CourseShortcut_courseId_idx" ON "CourseShortcut"("courseId");

-- CreateIndex
CREATE INDEX "CourseShortcut_itemId_idx" ON "CourseShortcut"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseShortcut_runId_itemId_key" ON "CourseShortcut"("runId", "itemId");

-- CreateIndex
CREATE INDEX "CourseVisit_courseId_idx" ON "CourseVisit"("courseId");

-- CreateIndex
CREATE INDEX "CourseFavourite_courseId_idx" ON "CourseFavourite"("courseId");

-- CreateIndex
CREATE INDEX "Group_courseId_runId_idx" ON "Group"("courseId", "runId");

-- CreateIndex
CREATE INDEX "GroupMember_userId_idx" ON "GroupMember"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentSpace_rootId_key" ON "DocumentSpace"("rootId");

-- CreateIndex
CREATE INDEX "DocumentSpace_courseId_idx" ON "DocumentSpace"("courseId");

-- CreateIndex
CREATE INDEX "Document_spaceId_idx" ON "Document"("spaceId");

-- CreateIndex
CREATE INDEX "Document_courseId_folderId_idx" ON "Document"("courseId", "folderId");

-- CreateIndex
CREATE INDEX "Document_fileId_idx" ON "Document"("fileId");

-- CreateIndex
CREATE INDEX "DocumentVersion_spaceId_idx" ON "DocumentVersion"("spaceId");

-- CreateIndex
CREATE INDEX "DocumentVersion_fileId_idx" ON "DocumentVersion"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_documentId_number_key" ON "DocumentVersion"("documentId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "MediaTrack_documentId_kind_language_key" ON "MediaTrack"("documentId", "kind", "language");

-- CreateIndex
CREATE INDEX "DocumentReference_fromItemId_idx" ON "DocumentReference"("fromItemId");

-- CreateIndex
CREATE INDEX "DocumentReference_toItemId_idx" ON "DocumentReference"("toItemId");

-- CreateIndex
CREATE INDEX "DocumentReference_toFileId_idx" ON "DocumentReference"("toFileId");

-- CreateIndex
CREATE INDEX "DocumentReading_userId_idx" ON "DocumentReading"("userId");

-- CreateIndex
CREATE INDEX "UploadReservation_spaceId_idx" ON "UploadReservation"("spaceId");

-- CreateIndex
CREATE INDEX "DocumentRecording_userId_courseId_idx" ON "DocumentRecording"("userId", "courseId");

-- CreateIndex
CREATE INDEX "Event_topic_id_idx" ON "Event"("topic", "id");

-- CreateIndex
CREATE INDEX "Event_courseId_runId_tool_id_idx" ON "Event"("courseId", "runId", "tool", "id");

-- CreateIndex
CREATE INDEX "Event_actorId_id_idx" ON "Event"("actorId", "id");

-- CreateIndex
CREATE INDEX "Notification_userId_id_idx" ON "Notification"("userId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_userId_eventId_kind_key" ON "Notification"("userId", "eventId", "kind");

-- CreateIndex
CREATE INDEX "File_sha256_idx" ON "File"("sha256");

-- CreateIndex
CREATE INDEX "FileUse_kind_rowId_idx" ON "FileUse"("kind", "rowId");

-- CreateIndex
CREATE INDEX "FileUse_itemId_idx" ON "FileUse"("itemId");

-- CreateIndex
CREATE INDEX "Upload_userId_idx" ON "Upload"("userId");

-- CreateIndex
CREATE INDEX "Upload_courseId_state_idx" ON "Upload"("courseId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Glossary_runId_key" ON "Glossary"("runId");

-- CreateIndex
CREATE INDEX "Glossary_courseId_idx" ON "Glossary"("courseId");

-- CreateIndex
CREATE INDEX "GlossaryTerm_glossaryId_position_idx" ON "GlossaryTerm"("glossaryId", "position");

-- CreateIndex
CREATE INDEX "GlossaryTerm_baseTermId_idx" ON "GlossaryTerm"("baseTermId");

-- CreateIndex
CREATE INDEX "GlossaryTerm_categoryId_idx" ON "GlossaryTerm"("categoryId");

-- CreateIndex
CREATE INDEX "GlossaryTerm_trashId_idx" ON "GlossaryTerm"("trashId");

-- CreateIndex
CREATE INDEX "GlossaryAlias_termId_idx" ON "GlossaryAlias"("termId");

-- CreateIndex
CREATE UNIQUE INDEX "GlossaryVariant_termId_language_key" ON "GlossaryVariant"("termId", "language");

-- CreateIndex
CREATE INDEX "GlossaryRelation_relatedId_idx" ON "GlossaryRelation"("relatedId");

-- CreateIndex
CREATE UNIQUE INDEX "GlossaryCategory_glossaryId_title_key" ON "GlossaryCategory"("glossaryId", "title");

-- CreateIndex
CREATE INDEX "Item_courseId_tool_kind_parentId_position_idx" ON "Item"("courseId", "tool", "kind", "parentId", "position");

-- CreateIndex
CREATE INDEX "Item_parentId_idx" ON "Item"("parentId");

-- CreateIndex
CREATE INDEX "Item_courseId_runId_idx" ON "Item"("courseId", "runId");

-- CreateIndex
CREATE INDEX "ItemAudience_itemId_idx" ON "ItemAudience"("itemId");

-- CreateIndex
CREATE INDEX "Progress_userId_runId_idx" ON "Progress"("userId", "runId");

-- CreateIndex
CREATE UNIQUE INDEX "Progress_itemId_runId_userId_key" ON "Progress"("itemId", "runId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Version_kind_rowId_number_key" ON "Version"("kind", "rowId", "number");

-- CreateIndex
CREATE INDEX "SearchEntry_courseId_idx" ON "SearchEntry"("courseId");

-- CreateIndex
CREATE INDEX "SearchEntry_itemId_idx" ON "SearchEntry"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "SearchEntry_kind_rowId_part_key" ON "SearchEntry"("kind", "rowId", "part");

-- CreateIndex
CREATE INDEX "Job_userId_createdAt_idx" ON "Job"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "Job_courseId_createdAt_idx" ON "Job"("courseId", "createdAt");

-- CreateIndex
CREATE INDEX "Job_kind_createdAt_idx" ON "Job"("kind", "createdAt");

-- CreateIndex
CREATE INDEX "Path_courseId_idx" ON "Path"("courseId");

-- CreateIndex
CREATE INDEX "PathStep_pathId_parentId_position_idx" ON "PathStep"("pathId", "parentId", "position");

-- CreateIndex
CREATE INDEX "PathStep_parentId_idx" ON "PathStep"("parentId");

-- CreateIndex
CREATE INDEX "PathStep_itemId_idx" ON "PathStep"("itemId");

-- CreateIndex
CREATE INDEX "PathRun_userId_idx" ON "PathRun"("userId");

-- CreateIndex
CREATE INDEX "PathRun_runId_idx" ON "PathRun"("runId");

-- CreateIndex
CREATE INDEX "PathRun_trashId_idx" ON "PathRun"("trashId");

-- CreateIndex
CREATE UNIQUE INDEX "PathRun_pathId_runId_userId_number_key" ON "PathRun"("pathId", "runId", "userId", "number");

-- CreateIndex
CREATE INDEX "StepRun_stepId_idx" ON "StepRun"("stepId");

-- CreateIndex
CREATE UNIQUE INDEX "Package_revisionId_key" ON "Package"("revisionId");

-- CreateIndex
CREATE INDEX "Package_courseId_idx" ON "Package"("courseId");

-- CreateIndex
CREATE UNIQUE INDEX "PackageRevision_packageId_number_key" ON "PackageRevision"("packageId", "number");

-- CreateIndex
CREATE INDEX "PackageFile_sha256_idx" ON "PackageFile"("sha256");

-- CreateIndex
CREATE INDEX "Registration_userId_idx" ON "Registration"("userId");

-- CreateIndex
CREATE INDEX "Registration_runId_idx" ON "Registration"("runId");

-- CreateIndex
CREATE INDEX "Registration_revisionId_idx" ON "Registration"("revisionId");

-- CreateIndex
CREATE INDEX "Registration_trashId_idx" ON "Registration"("trashId");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_packageId_runId_userId_number_key" ON "Registration"("packageId", "runId", "userId", "number");

-- CreateIndex
CREATE INDEX "SharedRuntime_userId_idx" ON "SharedRuntime"("userId");

-- CreateIndex
CREATE INDEX "HacpSession_registrationId_idx" ON "HacpSession"("registrationId");

-- CreateIndex
CREATE INDEX "RuntimeCall_registrationId_id_idx" ON "RuntimeCall"("registrationId", "id");

-- CreateIndex
CREATE INDEX "PackageReset_packageId_runId_idx" ON "PackageReset"("packageId", "runId");

-- CreateIndex
CREATE UNIQUE INDEX "UserClass_title_key" ON "UserClass"("title");

-- CreateIndex
CREATE INDEX "UserClassMember_userId_idx" ON "UserClassMember"("userId");

-- CreateIndex
CREATE INDEX "ClassPlace_classId_idx" ON "ClassPlace"("classId");

-- CreateIndex
CREATE INDEX "ClassPlace_courseId_idx" ON "ClassPlace"("courseId");

-- CreateIndex
CREATE UNIQUE INDEX "CourseInvitation_codeHash_key" ON "CourseInvitation"("codeHash");

-- CreateIndex
CREATE INDEX "CourseInvitation_runId_createdAt_idx" ON "CourseInvitation"("runId", "createdAt");

-- CreateIndex
CREATE INDEX "PeopleView_courseId_idx" ON "PeopleView"("courseId");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailToken" ADD CONSTRAINT "MailToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "LegalDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileValue" ADD CONSTRAINT "ProfileValue_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProfileValue" ADD CONSTRAINT "ProfileValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "ExtraField"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseValue" ADD CONSTRAINT "CourseValue_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseValue" ADD CONSTRAINT "CourseValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "ExtraField"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Course" ADD CONSTRAINT "Course_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "CourseCategory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseExternalId" ADD CONSTRAINT "CourseExternalId_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseRun" ADD CONSTRAINT "CourseRun_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseRun" ADD CONSTRAINT "CourseRun_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseRun" ADD CONSTRAINT "CourseRun_parentRunId_fkey" FOREIGN KEY ("parentRunId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseTool" ADD CONSTRAINT "CourseTool_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseIntroduction" ADD CONSTRAINT "CourseIntroduction_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseSettings" ADD CONSTRAINT "CourseSettings_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionEntry" ADD CONSTRAINT "SectionEntry_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionEntry" ADD CONSTRAINT "SectionEntry_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseShortcut" ADD CONSTRAINT "CourseShortcut_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseShortcut" ADD CONSTRAINT "CourseShortcut_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseRating" ADD CONSTRAINT "CourseRating_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermsAcceptance" ADD CONSTRAINT "TermsAcceptance_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseVisit" ADD CONSTRAINT "CourseVisit_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseFavourite" ADD CONSTRAINT "CourseFavourite_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Group" ADD CONSTRAINT "Group_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupMember" ADD CONSTRAINT "GroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_id_fkey" FOREIGN KEY ("id") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "DocumentSpace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentDraft" ADD CONSTRAINT "DocumentDraft_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MediaTrack" ADD CONSTRAINT "MediaTrack_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentReference" ADD CONSTRAINT "DocumentReference_fromItemId_fkey" FOREIGN KEY ("fromItemId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentReading" ADD CONSTRAINT "DocumentReading_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UploadReservation" ADD CONSTRAINT "UploadReservation_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "DocumentSpace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "Blob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileUse" ADD CONSTRAINT "FileUse_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Glossary" ADD CONSTRAINT "Glossary_id_fkey" FOREIGN KEY ("id") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryTerm" ADD CONSTRAINT "GlossaryTerm_glossaryId_fkey" FOREIGN KEY ("glossaryId") REFERENCES "Glossary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryTerm" ADD CONSTRAINT "GlossaryTerm_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "GlossaryCategory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryTerm" ADD CONSTRAINT "GlossaryTerm_baseTermId_fkey" FOREIGN KEY ("baseTermId") REFERENCES "GlossaryTerm"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryAlias" ADD CONSTRAINT "GlossaryAlias_termId_fkey" FOREIGN KEY ("termId") REFERENCES "GlossaryTerm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryVariant" ADD CONSTRAINT "GlossaryVariant_termId_fkey" FOREIGN KEY ("termId") REFERENCES "GlossaryTerm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryRelation" ADD CONSTRAINT "GlossaryRelation_termId_fkey" FOREIGN KEY ("termId") REFERENCES "GlossaryTerm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryRelation" ADD CONSTRAINT "GlossaryRelation_relatedId_fkey" FOREIGN KEY ("relatedId") REFERENCES "GlossaryTerm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryCategory" ADD CONSTRAINT "GlossaryCategory_glossaryId_fkey" FOREIGN KEY ("glossaryId") REFERENCES "Glossary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GlossaryReader" ADD CONSTRAINT "GlossaryReader_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemRun" ADD CONSTRAINT "ItemRun_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemAudience" ADD CONSTRAINT "ItemAudience_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Progress" ADD CONSTRAINT "Progress_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Progress" ADD CONSTRAINT "Progress_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgressFact" ADD CONSTRAINT "ProgressFact_progressId_fkey" FOREIGN KEY ("progressId") REFERENCES "Progress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Path" ADD CONSTRAINT "Path_id_fkey" FOREIGN KEY ("id") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathStep" ADD CONSTRAINT "PathStep_pathId_fkey" FOREIGN KEY ("pathId") REFERENCES "Path"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathStep" ADD CONSTRAINT "PathStep_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "PathStep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathStep" ADD CONSTRAINT "PathStep_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathRun" ADD CONSTRAINT "PathRun_pathId_fkey" FOREIGN KEY ("pathId") REFERENCES "Path"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathRun" ADD CONSTRAINT "PathRun_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PathRun" ADD CONSTRAINT "PathRun_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepRun" ADD CONSTRAINT "StepRun_pathRunId_fkey" FOREIGN KEY ("pathRunId") REFERENCES "PathRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepRun" ADD CONSTRAINT "StepRun_stepId_fkey" FOREIGN KEY ("stepId") REFERENCES "PathStep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Package" ADD CONSTRAINT "Package_id_fkey" FOREIGN KEY ("id") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PackageRevision" ADD CONSTRAINT "PackageRevision_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "Package"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PackageFile" ADD CONSTRAINT "PackageFile_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PackageRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PackageFile" ADD CONSTRAINT "PackageFile_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "Blob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "Package"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "PackageRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityAttempt" ADD CONSTRAINT "ActivityAttempt_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityInteraction" ADD CONSTRAINT "ActivityInteraction_registrationId_activityId_fkey" FOREIGN KEY ("registrationId", "activityId") REFERENCES "ActivityAttempt"("registrationId", "activityId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SharedRuntime" ADD CONSTRAINT "SharedRuntime_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SharedRuntime" ADD CONSTRAINT "SharedRuntime_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HacpSession" ADD CONSTRAINT "HacpSession_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RuntimeCall" ADD CONSTRAINT "RuntimeCall_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UserClassMember" ADD CONSTRAINT "UserClassMember_classId_fkey" FOREIGN KEY ("classId") REFERENCES "UserClass"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UserClassMember" ADD CONSTRAINT "UserClassMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClassPlace" ADD CONSTRAINT "ClassPlace_classId_fkey" FOREIGN KEY ("classId") REFERENCES "UserClass"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClassPlace" ADD CONSTRAINT "ClassPlace_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseInvitation" ADD CONSTRAINT "CourseInvitation_runId_fkey" FOREIGN KEY ("runId") REFERENCES "CourseRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PeopleView" ADD CONSTRAINT "PeopleView_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- prisma/sql/10-events.sql
-- The event log is cut by month on the time inside the uuid v7 id; the default partition takes what no month has claimed.
CREATE TABLE "Event_default" PARTITION OF "Event" DEFAULT;

CREATE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

CREATE FUNCTION ensure_event_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  starts timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
  ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
  partition text := 'Event_' || to_char(month, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_event_partition'));
  IF to_regclass(format('%I', partition)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF "Event" FOR VALUES FROM (%L) TO (%L)', partition, uuid_v7_floor(starts), uuid_v7_floor(ends));
  END IF;
END
$$;

-- Append-only: whole months may be dropped, rows may not be touched.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only';
END
$$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

-- prisma/sql/20-search.sql
-- One configuration per language: the language's stemmer behind unaccent, so that accents never hide a hit.
CREATE TEXT SEARCH CONFIGURATION lyceum_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION lyceum_simple ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION lyceum_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION lyceum_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_fr (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION lyceum_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_es (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION lyceum_es ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
CREATE TEXT SEARCH CONFIGURATION lyceum_ar (COPY = pg_catalog.arabic);

CREATE FUNCTION search_configuration(language text) RETURNS regconfig LANGUAGE sql STABLE AS $$
  SELECT (CASE language WHEN 'en' THEN 'lyceum_en' WHEN 'fr' THEN 'lyceum_fr' WHEN 'es' THEN 'lyceum_es' WHEN 'ar' THEN 'lyceum_ar' ELSE 'lyceum_simple' END)::regconfig
$$;

CREATE FUNCTION search_entry_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."vector" := setweight(to_tsvector(search_configuration(NEW."language"), NEW."title"), 'A')
    || setweight(to_tsvector(search_configuration(NEW."language"), NEW."text"), 'C');
  RETURN NEW;
END
$$;
CREATE TRIGGER search_entry_vector BEFORE INSERT OR UPDATE OF "title", "text", "language" ON "SearchEntry" FOR EACH ROW EXECUTE FUNCTION search_entry_vector();
CREATE INDEX "SearchEntry_vector_idx" ON "SearchEntry" USING gin ("vector");
CREATE INDEX "SearchEntry_title_trgm_idx" ON "SearchEntry" USING gin (lower("title") gin_trgm_ops);

-- prisma/sql/30-constraints.sql
-- Exactly one base run per course, one run per course and session, one preview per teacher and shown run.
CREATE UNIQUE INDEX "CourseRun_one_base" ON "CourseRun" ("courseId") WHERE "kind" = 'BASE';
CREATE UNIQUE INDEX "CourseRun_one_session" ON "CourseRun" ("courseId", "sessionId") WHERE "kind" = 'SESSION';
CREATE UNIQUE INDEX "CourseRun_one_preview" ON "CourseRun" ("parentRunId", "ownerId") WHERE "kind" = 'PREVIEW';
CREATE INDEX "Item_ancestors_idx" ON "Item" USING gin ("ancestorIds");
CREATE INDEX "User_name_trgm_idx" ON "User" USING gin (lower("givenName" || ' ' || "familyName" || ' ' || "login"::text || ' ' || coalesce("email"::text, '')) gin_trgm_ops);
ALTER TABLE "CourseRating" ADD CONSTRAINT "CourseRating_stars" CHECK ("stars" BETWEEN 1 AND 5);
ALTER TABLE "ItemAudience" ADD CONSTRAINT "ItemAudience_one" CHECK (("groupId" IS NULL) <> ("userId" IS NULL));

-- prisma/sql/40-preview.sql
-- Erases all rows that were written in one run, then the run: every table that knows runs has the column "runId". Events are kept: they are a log.
CREATE FUNCTION erase_run(run uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found record;
BEGIN
  DELETE FROM "FileUse" WHERE "itemId" IN (SELECT "id" FROM "Item" WHERE "runId" = run);
  DELETE FROM "Item" WHERE "runId" = run;
  FOR found IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'runId' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'Item'
  LOOP
    EXECUTE format('DELETE FROM %I WHERE "runId" = $1', found.relname) USING run;
  END LOOP;
  DELETE FROM "CourseRun" WHERE "id" = run;
END
$$;

-- prisma/sql/50-documents.sql
-- File names as people expect them: by language-neutral order, digits by value, case ignored last.
CREATE COLLATION document_names (provider = icu, locale = 'und-u-kn-true');
-- One space of each sort: the course's, each group's, each person's in a run.
CREATE UNIQUE INDEX "DocumentSpace_one" ON "DocumentSpace" ("courseId", "kind", coalesce("groupId", "ownerId", "courseId"), (CASE WHEN "kind" = 'PERSONAL' THEN "runId" ELSE "courseId" END));
-- Names are unique in a folder and run, ignoring case; what lies in the trash takes no name.
CREATE UNIQUE INDEX "Document_one_name" ON "Document" (coalesce("folderId", "spaceId"), "runId", "nameKey") WHERE "live";
CREATE INDEX "Document_name_trgm_idx" ON "Document" USING gin ("nameKey" gin_trgm_ops);

-- The first free "name (2).ext" among the live names of a folder.
CREATE FUNCTION document_free_name(place uuid, run uuid, self uuid, INOUT name text, INOUT key text) LANGUAGE plpgsql AS $$
DECLARE
  stem text := regexp_replace(name, '(.)\.[^.\s]{1,20}$', '\1');
  key_stem text := regexp_replace(key, '(.)\.[^.\s]{1,20}$', '\1');
  ending text := substr(name, length(stem) + 1);
  key_ending text := substr(key, length(key_stem) + 1);
  number int := 1;
BEGIN
  -- Whoever takes a name in a folder, by whichever way it comes there, waits for the one before.
  PERFORM pg_advisory_xact_lock(hashtextextended('documents:' || place || ':' || run, 0));
  WHILE EXISTS (SELECT 1 FROM "Document" d WHERE coalesce(d."folderId", d."spaceId") = place AND d."runId" = run AND d."live" AND d."nameKey" = key AND d."id" <> self) LOOP
    number := number + 1;
    name := left(stem, 190 - length(ending)) || ' (' || number || ')' || ending;
    key := left(key_stem, 190 - length(key_ending)) || ' (' || number || ')' || key_ending;
  END LOOP;
END
$$;

-- The item is moved, trashed and restored by the kernel; the document follows, and takes a free name where it comes back to a taken one.
CREATE FUNCTION document_follows_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  d "Document"%ROWTYPE;
  free record;
BEGIN
  SELECT * INTO d FROM "Document" WHERE "id" = NEW."id";
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF NEW."trashedAt" IS NOT NULL THEN
    UPDATE "Document" SET "live" = false, "folderId" = NEW."parentId" WHERE "id" = NEW."id";
  ELSE
    SELECT * INTO free FROM document_free_name(coalesce(NEW."parentId", d."spaceId"), d."runId", d."id", d."name", d."nameKey");
    UPDATE "Document" SET "live" = true, "folderId" = NEW."parentId", "name" = free.name, "nameKey" = free.key WHERE "id" = NEW."id";
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER document_follows_item AFTER UPDATE OF "parentId", "trashedAt" ON "Item" FOR EACH ROW
  WHEN (NEW."tool" = 'documents' AND (OLD."parentId" IS DISTINCT FROM NEW."parentId" OR OLD."trashedAt" IS DISTINCT FROM NEW."trashedAt"))
  EXECUTE FUNCTION document_follows_item();

-- Used space is the sum of all versions' bytes, whoever adds or removes them.
CREATE FUNCTION document_bytes_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" + c.bytes
  FROM (SELECT "spaceId", sum("bytes") AS bytes FROM added GROUP BY "spaceId") c WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  RETURN NULL;
END
$$;
CREATE FUNCTION document_bytes_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" - c.bytes
  FROM (SELECT "spaceId", sum("bytes") AS bytes FROM removed GROUP BY "spaceId") c WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  -- A version that goes, with its document or alone, uses its file no longer.
  DELETE FROM "FileUse" u USING removed r WHERE u."kind" = 'documents.version' AND u."rowId" = r."id";
  RETURN NULL;
END
$$;
CREATE FUNCTION document_bytes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "DocumentSpace" s SET "usedBytes" = s."usedBytes" + c.bytes
  FROM (SELECT "spaceId", sum(bytes) AS bytes FROM (SELECT "spaceId", "bytes" AS bytes FROM added UNION ALL SELECT "spaceId", -"bytes" FROM removed) t GROUP BY "spaceId") c
  WHERE c."spaceId" = s."id" AND c.bytes <> 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER document_bytes_added AFTER INSERT ON "DocumentVersion" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_added();
CREATE TRIGGER document_bytes_removed AFTER DELETE ON "DocumentVersion" REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_removed();
CREATE TRIGGER document_bytes_changed AFTER UPDATE ON "DocumentVersion" REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_bytes_changed();

-- Personal folders are read by the class unless the course's setting says otherwise: their root's audience follows it.
CREATE FUNCTION document_folders_follow_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Item" i SET "audience" = (CASE WHEN coalesce((NEW."body"->>'showLearnerFolders')::boolean, true) THEN 'EVERYONE' ELSE 'CHOSEN' END)::"ItemAudienceKind"
  FROM "DocumentSpace" s WHERE s."courseId" = NEW."courseId" AND s."kind" = 'PERSONAL' AND i."id" = s."rootId";
  RETURN NULL;
END
$$;
CREATE TRIGGER document_folders_follow_settings AFTER INSERT OR UPDATE ON "CourseSettings" FOR EACH ROW WHEN (NEW."tool" = 'documents') EXECUTE FUNCTION document_folders_follow_settings();

CREATE FUNCTION media_track_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "FileUse" WHERE "kind" = 'documents.track' AND "rowId" = OLD."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER media_track_gone AFTER DELETE ON "MediaTrack" FOR EACH ROW EXECUTE FUNCTION media_track_gone();

CREATE FUNCTION document_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "SearchEntry" WHERE "kind" = 'document' AND "rowId" = OLD."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER document_gone AFTER DELETE ON "Document" FOR EACH ROW EXECUTE FUNCTION document_gone();

-- prisma/sql/50-glossary.sql
-- Alphabetical lists: the order of the Unicode collation algorithm with digits by value, tailored where a language sorts otherwise.
CREATE COLLATION lyceum_root (provider = icu, locale = 'und-u-kn-true');
CREATE COLLATION lyceum_ar (provider = icu, locale = 'ar-u-kn-true');
CREATE COLLATION lyceum_es (provider = icu, locale = 'es-u-kn-true');
-- One key per language in a glossary; proposals may repeat each other, and what lies in the trash takes no place.
CREATE UNIQUE INDEX "GlossaryTerm_one_key" ON "GlossaryTerm" ("glossaryId", "language", "termKey") WHERE "trashedAt" IS NULL AND "state" <> 'PROPOSED';
-- One wording of a base term in each session.
CREATE UNIQUE INDEX "GlossaryTerm_one_wording" ON "GlossaryTerm" ("glossaryId", "baseTermId") WHERE "trashedAt" IS NULL AND "state" <> 'PROPOSED';
CREATE INDEX "GlossaryTerm_alphabetical" ON "GlossaryTerm" ("courseId", "sortText" COLLATE lyceum_root, "id") WHERE "trashedAt" IS NULL;
CREATE INDEX "GlossaryTerm_search" ON "GlossaryTerm" USING gin ("searchText" gin_trgm_ops);
