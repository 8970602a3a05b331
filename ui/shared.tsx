import '@fontsource-variable/inter/wght.css'
import './style/tokens.css'
import './style/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startCutTexts } from './kit/cut-texts.ts'
import { SharedPage } from './share/shared-page.tsx'

startCutTexts()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <SharedPage />
    </StrictMode>,
  )
}
