import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Loading } from '../frame/loading.tsx'
import { MoreButton } from '../frame/more-button.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { useQuoin } from '../quoin-provider.tsx'
import { useMarkNotificationsRead } from './use-mark-notifications-read.ts'
import { type OrderNotification, useNotifications } from './use-notifications.ts'

interface NotificationPanelProps {
  readonly id: string
  readonly onClose: () => void
  readonly onOpen: ((notification: OrderNotification) => void) | undefined
}

/** What the bell opens: the notifications, the latest first. */
export function NotificationPanel({ id, onClose, onOpen }: NotificationPanelProps): ReactNode {
  const { words } = useQuoin()
  const pages = useNotifications()
  const { data, error, refetch } = pages
  const markRead = useMarkNotificationsRead()
  const panel = useRef<HTMLDivElement>(null)
  const titleId = useId()
  useEffect(() => panel.current?.focus(), [])

  const open = (notification: OrderNotification): void => {
    if (notification.readAt === null) markRead.mutate({ ids: [notification.id] })
    onOpen?.(notification)
  }
  return (
    <div
      ref={panel}
      id={id}
      className="quoin-panel"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
    >
      <div className="quoin-row">
        <h2 id={titleId} className="quoin-heading">
          {words('notifications.title')}
        </h2>
        {data !== undefined && data.unreadCount > 0 && (
          <button type="button" className="quoin-link" onClick={() => markRead.mutate({ all: true })}>
            {words('notifications.readAll')}
          </button>
        )}
      </div>
      {!data && !error && <Loading />}
      {error && !data && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {markRead.error && <ProblemNotice error={markRead.error} />}
      {data?.notifications.length === 0 && <p className="quoin-empty">{words('notifications.empty')}</p>}
      <ul className="quoin-notifications">
        {data?.notifications.map((notification) => (
          <li key={notification.id}>
            {onOpen ? (
              <button type="button" className="quoin-notification" onClick={() => open(notification)}>
                <Told notification={notification} />
              </button>
            ) : (
              <div className="quoin-notification">
                <Told notification={notification} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <MoreButton label={words('notifications.more')} pages={pages} />
    </div>
  )
}

function Told({ notification }: { readonly notification: OrderNotification }): ReactNode {
  const { words, format } = useQuoin()
  const { type, orderNumber, createdAt, readAt, shipmentId } = notification
  const said = type === 'action_needed' && shipmentId !== null ? (`${type}.parcel` as const) : type
  return (
    <>
      <span>{words(`notification.${said}`, { number: orderNumber })}</span>
      <span className="quoin-row quoin-soft">
        <time dateTime={createdAt}>{format.instant(createdAt)}</time>
        {readAt === null && <span className="quoin-new">{words('notifications.new')}</span>}
      </span>
    </>
  )
}
