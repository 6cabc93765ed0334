/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages: which part of a list is asked for, and the envelope it comes in. */
#include "foyer-sandbox-page.h"

#include "foyer-sandbox-params.h"

/* NULL, and PAGE, or a refusal. Whoever asks for more than a page holds gets a page. */
FoyerSandboxReply *
foyer_sandbox_page_parse (JsonObject *params, FoyerSandboxPage *page)
{
  switch (foyer_sandbox_params_get_integer (params, "perPage", &page->per_page))
    {
    case FOYER_SANDBOX_GIVEN:
      if (page->per_page >= 1)
        break;
      return foyer_sandbox_reply_new_invalid ("perPage", "It must be an integer above 0.");
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("perPage", "It must be an integer above 0.");
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      page->per_page = FOYER_SANDBOX_MAX_PER_PAGE;
      break;
    }
  page->per_page = MIN (page->per_page, FOYER_SANDBOX_MAX_PER_PAGE);
  if (foyer_sandbox_params_get_integer (params, "start", &page->start) == FOYER_SANDBOX_WRONG || page->start < 0)
    return foyer_sandbox_reply_new_invalid ("start", "It must be an integer, 0 or above.");
  return NULL;
}

/* Rows follow, COUNT of them, then foyer_sandbox_page_close (). */
void
foyer_sandbox_page_open (const FoyerSandboxPage *page, FoyerSandboxWriter *writer, gint64 total_results, gint64 count)
{
  foyer_sandbox_writer_init (writer);
  foyer_sandbox_writer_open_object (writer, NULL);
  foyer_sandbox_writer_open_object (writer, "meta");
  foyer_sandbox_writer_integer (writer, "totalResults", total_results);
  foyer_sandbox_writer_integer (writer, "start", page->start);
  foyer_sandbox_writer_integer (writer, "perPage", page->per_page);
  foyer_sandbox_writer_integer (writer, "count", count);
  foyer_sandbox_writer_close_object (writer);
  foyer_sandbox_writer_open_array (writer, "results");
}

FoyerSandboxReply *
foyer_sandbox_page_close (FoyerSandboxWriter *writer)
{
  foyer_sandbox_writer_close_array (writer);
  foyer_sandbox_writer_close_object (writer);
  return foyer_sandbox_reply_new (writer);
}
