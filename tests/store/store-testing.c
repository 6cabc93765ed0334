/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-testing.h"

void
desk_set_up (Desk *desk)
{
  g_autofree char *top = g_dir_make_tmp ("foyer-store-XXXXXX", NULL);

  g_assert_nonnull (top);
  desk->data_dir = g_build_filename (top, "data", NULL);
  desk->cache_dir = g_build_filename (top, "cache", NULL);
  desk->uuid = g_uuid_string_random ();
}

void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->data_dir, g_free);
  g_clear_pointer (&desk->cache_dir, g_free);
  g_clear_pointer (&desk->uuid, g_free);
}

char *
desk_path (Desk *desk, const char *base, const char *name)
{
  return g_build_filename (base, "accounts", desk->uuid, name, NULL);
}

void
got_answer_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  GAsyncResult **answer = slot;

  g_assert_null (*answer);
  *answer = g_object_ref (result);
}

/* Gives the answer back for _finish; the reference is dropped when the main loop is idle next. */
GAsyncResult *
await_answer (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, *slot);
  return *slot;
}

FoyerPreciousFile *
open_precious (Desk *desk, char **set_aside)
{
  FoyerPreciousFile *file = foyer_precious_file_new (desk->data_dir, desk->uuid);
  g_autoptr (GError) error = NULL;

  foyer_precious_file_open_finish (file, AWAIT (foyer_precious_file_open_async, file), set_aside, &error);
  g_assert_no_error (error);
  return file;
}

void
close_precious (FoyerPreciousFile *file)
{
  g_assert_true (foyer_precious_file_close_finish (file, AWAIT (foyer_precious_file_close_async, file), NULL));
  g_object_unref (file);
}

FoyerMirrorFile *
open_mirror (Desk *desk)
{
  FoyerMirrorFile *mirror = foyer_mirror_file_new (desk->cache_dir, desk->uuid);
  g_autoptr (GError) error = NULL;

  foyer_mirror_file_open_finish (mirror, AWAIT (foyer_mirror_file_open_async, mirror), &error);
  g_assert_no_error (error);
  return mirror;
}

void
close_mirror (FoyerMirrorFile *mirror)
{
  g_assert_true (foyer_mirror_file_close_finish (mirror, AWAIT (foyer_mirror_file_close_async, mirror), NULL));
  g_object_unref (mirror);
}

FoyerDraft *
new_draft (const char *name, gint64 updated)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  FoyerDraft *draft;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, name);
  draft = foyer_draft_new (lead, NULL);
  foyer_draft_set_updated (draft, updated);
  return draft;
}

gboolean
keep_draft (FoyerPreciousFile *file, FoyerDraft *draft, GError **error)
{
  return foyer_draft_store_keep_finish (file, AWAIT (foyer_draft_store_keep_async, file, draft, NULL), error);
}

GPtrArray *
list_drafts (FoyerPreciousFile *file)
{
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 0;
  GPtrArray *drafts = foyer_draft_store_list_finish (file, AWAIT (foyer_draft_store_list_async, file), &n_unreadable,
                                                     &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_unreadable, ==, 0);
  return drafts;
}

const char *
draft_name (FoyerDraft *draft)
{
  return foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME);
}

GSubprocess *
spawn_self (const char *role, const char *argument, const char *second)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, role, argument, second, NULL);

  g_assert_no_error (error);
  return process;
}
