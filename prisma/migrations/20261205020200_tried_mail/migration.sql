-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'MAIL_TRIED';
