/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-figures-page.h"
#include "foyer-lead-sidebar.h"
#include "foyer-leads-view.h"
#include "foyer-outbox-page.h"
#include "foyer-pipeline-page.h"

G_BEGIN_DECLS

struct _FoyerLeadsView
{
  AdwBreakpointBin parent_instance;

  /* owned */
  FoyerSession *session;        /* nullable */
  GCancellable *cancellable;    /* nullable; of everything asked for the session */
  GCancellable *refreshing;     /* nullable; of the refresh that runs */
  GCancellable *opening;        /* nullable; of the lead that is being read */
  FoyerLeadPage *lead_page;     /* nullable until it was prepared */
  FoyerOutboxPage *outbox_page; /* nullable until it was asked for */
  FoyerPipelinePage *pipeline;  /* nullable until it was asked for */
  FoyerFiguresPage *figures;    /* nullable until it was asked for */
  guint refresh_timeout;
  guint undo_seconds;
  gboolean leaving; /* the form, for nothing else: nothing was opened since */

  /* template */
  AdwNavigationSplitView *split_view;
  FoyerLeadSidebar *sidebar;
  AdwNavigationPage *empty_page;
  GtkWidget *empty_status;
};

/* foyer-leads-view.c */
void foyer_leads_view_emit_toast (FoyerLeadsView *self, const char *text, const char *button, const char *action);

/* foyer-leads-view-open.c */
void foyer_leads_view_show_lead_page (FoyerLeadsView *self);
void foyer_leads_view_mark_open_lead (FoyerLeadsView *self);
void foyer_leads_view_stop_opening (FoyerLeadsView *self);
void foyer_leads_view_open_item (FoyerLeadsView *self, GObject *item, gboolean take_focus);
void foyer_leads_view_open (GtkWidget *widget, const char *name, GVariant *parameter);
void foyer_leads_view_open_local (GtkWidget *widget, const char *name, GVariant *parameter);

/* foyer-leads-view-refresh.c */
void foyer_leads_view_start_refreshing (FoyerLeadsView *self);
void foyer_leads_view_stop_refreshing (FoyerLeadsView *self);
void foyer_leads_view_refresh_now (FoyerLeadsView *self, gboolean asked_for);
void foyer_leads_view_cancel_refresh (GtkWidget *widget, const char *name, GVariant *parameter);

/* foyer-leads-view-whole.c */
void foyer_leads_view_show_pipeline (GtkWidget *widget, const char *name, GVariant *parameter);
void foyer_leads_view_show_figures (GtkWidget *widget, const char *name, GVariant *parameter);
void foyer_leads_view_export (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
