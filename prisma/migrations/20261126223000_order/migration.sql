-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "lockedAt" TIMESTAMPTZ;

-- AlterTable
ALTER TABLE "Participant" ADD COLUMN     "letInAt" TIMESTAMPTZ,
ADD COLUMN     "removedById" UUID;

-- CreateIndex
CREATE INDEX "Participant_removedById_idx" ON "Participant"("removedById");

-- AddForeignKey
ALTER TABLE "Participant" ADD CONSTRAINT "Participant_removedById_fkey" FOREIGN KEY ("removedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whoever is in a call while this runs was let in before there was a lock.
UPDATE "Participant" SET "letInAt" = "joinedAt" WHERE "joinedAt" IS NOT NULL;
