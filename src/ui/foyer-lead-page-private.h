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
  FOYER_LEAD_BANNER_GONE,
  FOYER_LEAD_BANNER_CHANGED,
  FOYER_LEAD_BANNER_UNCERTAIN,
  FOYER_LEAD_BANNER_CONFLICT,
  FOYER_LEAD_BANNER_REJECTED,
} FoyerLeadBanner;

struct _FoyerLeadPage
{
  AdwNavigationPage parent_instance;

  FoyerSession *session; /* owned, nullable */
  FoyerOutboxRow *row;   /* owned, nullable: the open lead's change that says how it stands */
  GCancellable *loading; /* owned, nullable: of the newest state that is asked for */
  GError *failure;       /* owned, nullable: what the banner's Details show */
  GQueue parking;        /* of those that wait for the saves under way */
  guint n_saving;        /* saves the disk has not answered yet */
  guint draft_timeout;
  guint opening;
  guint undo_seconds;
  FoyerBelongsTo last_belongs_to;
  FoyerLeadBanner banner_kind;
  FoyerLeadField refused_field;
  FoyerLeadField wanted_focus; /* what takes the focus once the page is seen */
  gboolean has_draft;
  gboolean is_typed_in;  /* since it was opened */
  gboolean is_prefilled; /* by somebody else than the person who looks at it */
  gboolean told_kept;    /* that the draft is kept was said, and nothing was typed since */
  gboolean collapsed;

  FoyerLeadForm *form;     /* template */
  AdwBanner *banner;       /* template */
  GtkButton *save_button;  /* template */
  GtkWidget *step_buttons; /* template */
};

/* foyer-lead-page.c */
FoyerLeadEdit *foyer_lead_page_get_edit (FoyerLeadPage *self);
void foyer_lead_page_show_banner (FoyerLeadPage *self, FoyerLeadBanner kind, const char *text, const char *button);
void foyer_lead_page_update_actions (FoyerLeadPage *self);
void foyer_lead_page_toast (FoyerLeadPage *self, const char *text, const char *button, const char *action);
void foyer_lead_page_emit_saved (FoyerLeadPage *self);
void foyer_lead_page_emit_parked (FoyerLeadPage *self, const char *uuid);
void foyer_lead_page_focus_field (FoyerLeadPage *self, FoyerLeadField field);

/* foyer-lead-page-draft.c */
void foyer_lead_page_keep_draft_soon (FoyerLeadPage *self);
void foyer_lead_page_keep_draft_now (FoyerLeadPage *self);
void foyer_lead_page_keep_draft_of (FoyerLeadPage *self, FoyerLead *lead, FoyerLead *base);
void foyer_lead_page_stop_keeping (FoyerLeadPage *self);
void foyer_lead_page_discard (FoyerLeadPage *self);
void foyer_lead_page_name_by_id (FoyerLeadPage *self, gint64 local_id, gint64 id);
void foyer_lead_page_park_current (FoyerLeadPage *self);
void foyer_lead_page_save_ended (FoyerLeadPage *self, const GError *error);

/* foyer-lead-page-open.c */
void foyer_lead_page_clear (FoyerLeadPage *self);
void foyer_lead_page_show_lead (FoyerLeadPage *self, FoyerLead *base, FoyerLead *lead);
void foyer_lead_page_show_row (FoyerLeadPage *self);
void foyer_lead_page_stop_loading (FoyerLeadPage *self);
void foyer_lead_page_follow_mirror (FoyerLeadPage *self);
void foyer_lead_page_watch_row (FoyerLeadPage *self);
void foyer_lead_page_row_told (FoyerLeadPage *self, FoyerOutboxRow *row);

/* foyer-lead-page-person.c */
void foyer_lead_page_install_person_actions (GtkWidgetClass *widget_class);
void foyer_lead_page_update_person_actions (FoyerLeadPage *self);

/* foyer-lead-page-save.c */
void foyer_lead_page_discard_changes (FoyerLeadPage *self);
void foyer_lead_page_become_new (FoyerLeadPage *self);

G_END_DECLS
