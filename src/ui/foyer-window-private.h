/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-window.h"

G_BEGIN_DECLS

#define FOYER_WINDOW_LEADS   "leads"
#define FOYER_WINDOW_WELCOME "welcome"
#define FOYER_WINDOW_FAILURE "failure"

struct _FoyerWindow
{
  AdwApplicationWindow parent_instance;

  /* owned */
  FoyerAccountManager *manager;
  GSettings *settings;
  GCancellable *closing; /* nullable; set while the window is hidden, its draft is being kept and its account closed */
  gboolean is_leaving;   /* the account is being closed: there is no way back */
  gboolean secret_asked; /* in this session */
  gboolean is_painted;   /* there was a first frame */

  /* borrowed */
  AdwStatusPage *failure_page; /* nullable */

  /* template */
  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
};

/* foyer-window-actions.c */
void foyer_window_add_actions (FoyerWindow *self);
void foyer_window_update_actions (FoyerWindow *self);

/* foyer-window-outbox.c */
void foyer_window_watch_outbox (FoyerWindow *self);
void foyer_window_notify_left (FoyerWindow *self, FoyerOutbox *outbox, guint n_waiting);
void foyer_window_add_undo_key (FoyerWindow *self);

/* foyer-window-close.c */
gboolean foyer_window_close_request (GtkWindow *window);

/* foyer-window.c */
void foyer_window_emit_try_again (FoyerWindow *self);

G_END_DECLS
