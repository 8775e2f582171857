import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../http/error-statuses.js';
import { filesErrors } from './files.errors.js';

/** Tables in and out. Reading and writing are plain functions; the module only makes their refusals known. */
@Module({})
export class FilesModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(filesErrors);
  }
}
