/** An icon of Lucide: its size is in rem, so that it grows with the text. */
import type { Component } from 'svelte';

export type Icon = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
