import { useEffect, useState } from 'react'

const REST_MS = 3_000

/** Fills the screen where the browser allows it; where it does not, the page alone makes room. */
function fillScreen(): void {
  void document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** Keeps the screen of a wall from going dark. A browser takes the lock away with every hidden tab, so it is asked again. */
function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  let over = false
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (over) void lock?.release()
  }
  void ask()
  document.addEventListener('visibilitychange', ask)
  return () => {
    over = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}

export interface Wall {
  on: boolean
  /** Nobody has touched mouse or keys for a while. */
  resting: boolean
  enter: () => void
  leave: () => void
}

/** While the board hangs on a wall: the screen stays on, a resting cursor goes, and leaving full screen leaves the wall. */
export function useWall(on: boolean, put: (on: true | undefined) => void): Wall {
  const leave = () => put(undefined)
  const [resting, setResting] = useState(false)
  useEffect(() => (on ? keepAwake() : undefined), [on])
  useEffect(() => {
    if (!on) return
    // The browser keeps Esc to itself while it fills the screen.
    const changed = () => document.fullscreenElement === null && leave()
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  })
  useEffect(() => {
    if (!on) return
    let timer = setTimeout(() => setResting(true), REST_MS)
    const stir = () => {
      clearTimeout(timer)
      setResting(false)
      timer = setTimeout(() => setResting(true), REST_MS)
    }
    const events = ['pointermove', 'pointerdown', 'keydown'] as const
    for (const name of events) window.addEventListener(name, stir)
    return () => {
      clearTimeout(timer)
      for (const name of events) window.removeEventListener(name, stir)
      setResting(false)
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [on])
  const enter = () => {
    put(true)
    fillScreen()
  }
  return { on, resting: on && resting, enter, leave }
}
