export { type PreviewFile, type PreviewOptions, previewEmails } from './preview-emails.ts'
