-- CreateTable
CREATE TABLE "MailSent" (
    "key" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailSent_pkey" PRIMARY KEY ("key")
);
