// The compiler comes first: there are no build steps of Angular here.
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { bootstrapApplication } from '@angular/platform-browser';
import type { Mount } from '../editors/mounted';

/** A reactive form's control. */
export const angular: Mount = () => {
  const control = new FormControl('', { nonNullable: true });
  class Field {
    readonly control = control;
  }
  Component({
    selector: '#place',
    imports: [ReactiveFormsModule],
    schemas: [CUSTOM_ELEMENTS_SCHEMA],
    template: `<superposed-complete debounce="0"><textarea aria-label="Text" [formControl]="control"></textarea></superposed-complete>`,
  })(Field);
  void bootstrapApplication(Field, { providers: [provideZonelessChangeDetection()] });
  return { text: () => control.value };
};
