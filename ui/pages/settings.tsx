import { AccountSection } from '../settings/account-section.tsx'
import { DangerSection } from '../settings/danger-section.tsx'
import { DataSection } from '../settings/data-section.tsx'
import { KeysSection } from '../settings/keys-section.tsx'
import { LinksSection } from '../settings/links-section.tsx'
import { MembersSection } from '../settings/members-section.tsx'
import { ProjectSection } from '../settings/project-form.tsx'
import { useProjectId } from '../shell/project.ts'
import './detail.css'
import './settings.css'

/** The project itself, whoever looks at it, the keys to it, who belongs to it, what the world can see of it, what it holds, and its end. */
export function SettingsPage() {
  const project = useProjectId()
  return (
    <div className="page">
      <title>Settings – Hoglet</title>
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <div className="settings">
        <section aria-labelledby="settings-project">
          <h2 id="settings-project">Project</h2>
          <div>
            <ProjectSection project={project} />
          </div>
        </section>
        <section aria-labelledby="settings-account">
          <h2 id="settings-account">Your account</h2>
          <div>
            <AccountSection />
          </div>
        </section>
        <section aria-labelledby="settings-keys">
          <h2 id="settings-keys">Personal API keys</h2>
          <div>
            <KeysSection />
          </div>
        </section>
        <section aria-labelledby="settings-links">
          <h2 id="settings-links">Public links</h2>
          <div>
            <LinksSection project={project} />
          </div>
        </section>
        <section aria-labelledby="settings-members">
          <h2 id="settings-members">Members</h2>
          <div>
            <MembersSection />
          </div>
        </section>
        <section aria-labelledby="settings-data">
          <h2 id="settings-data">Data</h2>
          <div>
            <DataSection project={project} />
          </div>
        </section>
        <section aria-labelledby="settings-danger">
          <h2 id="settings-danger">Danger</h2>
          <div>
            <DangerSection project={project} />
          </div>
        </section>
      </div>
    </div>
  )
}
