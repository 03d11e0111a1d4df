import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Frame } from '../frame/frame.tsx'
import { useQuoin } from '../quoin-provider.tsx'
import { NotificationPanel } from './notification-panel.tsx'
import { type OrderNotification, useNotifications } from './use-notifications.ts'

/** What {@link NotificationBell} takes. */
export interface NotificationBellProps {
  /** Called when one is opened; it is marked as read. @default they only tell */
  readonly onOpen?: ((notification: OrderNotification) => void) | undefined
  /** @default none */
  readonly className?: string | undefined
}

/**
 * A bell with the number of unread notifications of whoever is signed in, and behind it what they are.
 *
 * @example
 * ```tsx
 * import { NotificationBell } from '@quoin/react'
 *
 * export const Bell = () => <NotificationBell onOpen={({ orderId }) => location.assign(`/orders/${orderId}`)} />
 * ```
 */
export function NotificationBell({ onOpen, className }: NotificationBellProps): ReactNode {
  const { words } = useQuoin()
  const { data } = useNotifications()
  const [isOpen, setIsOpen] = useState(false)
  const bell = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panelId = useId()
  const unread = data?.unreadCount ?? 0

  useEffect(() => {
    if (!isOpen) return
    const closeOutside = ({ target }: Event): void => {
      if (target instanceof Node && !bell.current?.contains(target)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [isOpen])

  const close = (): void => {
    setIsOpen(false)
    button.current?.focus()
  }
  return (
    <Frame className={className}>
      <div ref={bell} className="quoin-bell">
        <button
          ref={button}
          type="button"
          className="quoin-bell-button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? panelId : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          <BellIcon />
          <span className="quoin-hidden">{words('notifications.button', { count: unread })}</span>
          {unread > 0 && (
            <span className="quoin-bell-count" aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </button>
        {isOpen && (
          <NotificationPanel
            id={panelId}
            onClose={close}
            onOpen={
              onOpen &&
              ((notification) => {
                close()
                onOpen(notification)
              })
            }
          />
        )}
      </div>
    </Frame>
  )
}

function BellIcon(): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path
        d="M6 16v-5a6 6 0 1 1 12 0v5l1.5 2h-15zM10 20.5a2 2 0 0 0 4 0"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
