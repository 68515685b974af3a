import { beforeEach } from 'vitest';
import { setLocale } from '$i18n';

// Tests read French, the source language.
beforeEach(() => setLocale('fr'));
