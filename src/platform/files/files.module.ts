import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../http/error-statuses.js';
import { PictureEncoder } from './picture-encoder.js';
import { filesErrors } from './files.errors.js';

/** Tables in and out, which are plain functions, and photos painted anew; the module makes their refusals known. */
@Module({ providers: [PictureEncoder], exports: [PictureEncoder] })
export class FilesModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(filesErrors);
  }
}
