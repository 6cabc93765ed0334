/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-form.h"
#include "foyer-lead-page.h"

G_BEGIN_DECLS

/* What the banner speaks of, and so what its button does. */
typedef enum
{
  FOYER_LEAD_BANNER_NONE,
  FOYER_LEAD_BANNER_FAILED,
  FOYER_LEAD_BANNER_UNCERTAIN,
  FOYER_LEAD_BANNER_GONE,
  FOYER_LEAD_BANNER_ALIKE,
  FOYER_LEAD_BANNER_CHANGED,
} FoyerLeadBanner;

struct _FoyerLeadPage
{
  AdwNavigationPage parent_instance;

  FoyerSession *session;  /* owned, nullable */
  FoyerLead *watched;     /* owned, nullable: the open lead as the session's list has it */
  GCancellable *saving;   /* owned, nullable: of the save of the open lead that runs */
  GCancellable *loading;  /* owned, nullable: of the newest state that is asked for */
  GtkWidget *saved_focus; /* weak, nullable: what had the focus before the form was locked */
  GError *failure;        /* owned, nullable: what the banner's Details show */
  guint draft_timeout;
  guint busy_timeout;
  guint opening;
  FoyerBelongsTo last_belongs_to;
  FoyerLeadBanner banner_kind;
  gboolean has_draft;
  gboolean look_first;
  gboolean wants_focus;
  gboolean told_kept; /* that the draft is kept was said, and nothing was typed since */
  gboolean collapsed;

  FoyerLeadForm *form;      /* template */
  AdwBanner *banner;        /* template */
  GtkButton *save_button;   /* template */
  GtkWidget *cancel_button; /* template */
  GtkWidget *spinner;       /* template */
  GtkWidget *step_buttons;  /* template */
};

FoyerLeadEdit *foyer_lead_page_get_edit (FoyerLeadPage *self);
gboolean foyer_lead_page_is_dirty (FoyerLeadPage *self);
void foyer_lead_page_show_banner (FoyerLeadPage *self, FoyerLeadBanner kind, const char *text, const char *button);
void foyer_lead_page_set_look_first (FoyerLeadPage *self, gboolean look_first);
void foyer_lead_page_update_actions (FoyerLeadPage *self);
void foyer_lead_page_toast (FoyerLeadPage *self, const char *text);
void foyer_lead_page_emit_saved (FoyerLeadPage *self, gint64 platform_id, gboolean then_new);
void foyer_lead_page_emit_parked (FoyerLeadPage *self, const char *uuid);

void foyer_lead_page_keep_draft_soon (FoyerLeadPage *self);
void foyer_lead_page_stop_keeping (FoyerLeadPage *self);
void foyer_lead_page_discard (FoyerLeadPage *self);
void foyer_lead_page_park_current (FoyerLeadPage *self);
void foyer_lead_page_load_newest (FoyerLeadPage *self);
void foyer_lead_page_watch (FoyerLeadPage *self);
void foyer_lead_page_follow (FoyerLeadPage *self, FoyerLead *newer);
void foyer_lead_page_focus_name (FoyerLeadPage *self);
void foyer_lead_page_clear (FoyerLeadPage *self);

void foyer_lead_page_unlock (FoyerLeadPage *self);
void foyer_lead_page_tell_uncertain (FoyerLeadPage *self, gint64 believed_after);

G_END_DECLS
