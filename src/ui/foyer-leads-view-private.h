/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-sidebar.h"
#include "foyer-leads-view.h"
#include "foyer-outbox-page.h"

G_BEGIN_DECLS

struct _FoyerLeadsView
{
  AdwBreakpointBin parent_instance;

  /* owned */
  FoyerSession *session;        /* nullable */
  GCancellable *cancellable;    /* nullable; of everything asked for the session */
  FoyerLeadPage *lead_page;     /* nullable until there was a session */
  FoyerOutboxPage *outbox_page; /* nullable until it was asked for */
  guint refresh_timeout;
  guint undo_seconds;
  gboolean refreshing;

  /* template */
  AdwNavigationSplitView *split_view;
  FoyerLeadSidebar *sidebar;
  AdwNavigationPage *empty_page;
  GtkWidget *empty_status;
};

/* foyer-leads-view.c */
void foyer_leads_view_open_item (FoyerLeadsView *self, GObject *item, gboolean take_focus);
void foyer_leads_view_emit_toast (FoyerLeadsView *self, const char *text, const char *button, const char *action);

G_END_DECLS
