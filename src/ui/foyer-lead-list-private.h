/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of leads for its own files: the list itself, and walking along it. */
#pragma once

#include "foyer-lead-headers.h"
#include "foyer-lead-list.h"
#include "foyer-search.h"
#include "foyer-sidebar-model.h"

G_BEGIN_DECLS

struct _FoyerLeadList
{
  AdwBin parent_instance;

  /* owned */
  FoyerSession *session;    /* nullable */
  FoyerSidebarModel *model; /* nullable: no session */
  FoyerLeadHeaders *headers;
  FoyerLeadQuery *query;
  FoyerSearch *search; /* nullable: no search */
  GtkSingleSelection *selection;
  GtkFilter *local_filter;
  GPtrArray *rows;      /* of borrowed GtkListItem, the ones that are bound */
  char *selected_uuid;  /* nullable */
  gint64 selected_id;   /* of the platform; 0: none */
  guint place;          /* of the selected lead's own row, or where it was; GTK_INVALID_LIST_POSITION: nowhere */
  gboolean has_left;    /* the selected lead left the list: the row at its place is the one that came after it */
  gboolean from_local;  /* it was chosen among the drafts and what waits */
  gboolean selecting;   /* the selection is being set from here, not by a person */
  gboolean is_asked;    /* the mirror, for another query: the rows are still those of the one before */
  gboolean opens_first; /* of those that come then */
  gboolean collapsed;
  gboolean loading;
  guint age_timeout;
  guint heading_tick;
  guint heading_frames;
  guint mark_timeout;

  /* template */
  GtkStack *stack;
  AdwStatusPage *trouble_page;
  GtkListView *list_view;
};

/* foyer-lead-list.c */
void foyer_lead_list_open_position (FoyerLeadList *self, guint position, gboolean take_focus);

/* foyer-lead-list-walk.c */
void foyer_lead_list_take_place (FoyerLeadList *self, guint position);
void foyer_lead_list_lose_place (FoyerLeadList *self);
void foyer_lead_list_follow_change (FoyerLeadList *self, guint position, guint n_removed, guint n_added);
void foyer_lead_list_restore_selection (FoyerLeadList *self);
void foyer_lead_list_activate (FoyerLeadList *self, guint position);

G_END_DECLS
