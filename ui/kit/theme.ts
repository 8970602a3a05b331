import { useSyncExternalStore } from 'react'

type ThemeChoice = 'system' | 'light' | 'dark'

const KEY = 'hoglet-theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function readChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
  localStorage.setItem(KEY, choice)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  system.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    system.removeEventListener('change', listener)
  }
}

const isDark = () => (readChoice() === 'system' ? system.matches : readChoice() === 'dark')

export const useThemeChoice = () => useSyncExternalStore(subscribe, readChoice)
export const useIsDark = () => useSyncExternalStore(subscribe, isDark)
