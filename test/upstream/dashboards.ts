import type { UpstreamFile } from './upstream-file.ts'

const NO_LEVELS = {
  skip: "object access levels belong to PostHog's paid access control; here a member sees every board of the project",
}

export const DASHBOARD_TESTS: readonly UpstreamFile[] = [
  {
    file: 'posthog/api/test/dashboards/test_dashboard.py',
    tests: {
      test_retrieve_dashboard_list:
        'src/dashboards/boards.test.ts › is by name, what is pinned first, what has no name last',
      test_retrieve_dashboard_list_includes_other_environments:
        'src/dashboards/boards.test.ts › is of the whole project and of no other, under both roots',
      test_retrieve_dashboard: 'src/dashboards/boards.test.ts › that says nothing has every default',
      test_create_basic_dashboard: 'src/dashboards/boards.test.ts › may have an empty description, but not none',
      test_update_dashboard: 'src/dashboards/boards.test.ts › renames, and leaves the way of making',
      test_cannot_update_dashboard_with_invalid_filters:
        'src/dashboards/boards.test.ts › that is wrong in one place changes nothing',
      test_create_dashboard_item:
        'src/dashboards/shown-insights.test.ts › an insight that is made for a board is a tile of it',
      test_shared_dashboard: 'src/sharing/public.test.ts › is a page with the data of its board, under every address',
      test_return_cached_results_bleh:
        'src/dashboards/shown-insights.test.ts › are none until somebody computes them, and kept from then on',
      test_listing_dashboards_does_not_include_tiles:
        'src/dashboards/boards.test.ts › tells each in 19 words, without tiles, filters and variables',
      test_no_cache_available:
        'src/dashboards/shown-insights.test.ts › are none until somebody computes them, and kept from then on',
      test_refresh_cache: 'src/dashboards/shown-insights.test.ts › are computed at once where that is asked for',
      test_dashboard_endpoints: 'src/dashboards/boards.test.ts › to one that is deleted is for bringing it back',
      test_delete_does_not_delete_insights_by_default:
        'src/dashboards/dashboards.test.ts › leaves its insights, or takes those that are nowhere else [dashboards.update{delete_insights}]',
      test_delete_dashboard_can_delete_tiles:
        'src/dashboards/dashboards.test.ts › leaves its insights, or takes those that are nowhere else [dashboards.update{delete_insights}]',
      test_delete_dashboard_resets_group_type_detail_dashboard_if_needed:
        'src/dashboards/dashboards.test.ts › is no longer the page of a kind of group',
      test_dashboard_items:
        'src/dashboards/shown-insights.test.ts › reach the query of each insight, which is itself unchanged',
      test_dashboard_insight_tiles_can_be_loaded_correct_context:
        'src/dashboards/shown-insights.test.ts › reach the query of each insight, which is itself unchanged',
      test_dashboard_insights_out_of_synch_with_tiles_are_not_shown:
        'src/dashboards/shown-insights.test.ts › an insight is not shown where its tile was left behind',
      test_dashboard_filtering_on_properties: 'src/dashboards/shown-insights.test.ts › on properties are told and hold',
      test_dashboard_filter_is_applied_even_if_insight_is_created_before_dashboard:
        'src/dashboards/shown-insights.test.ts › reach the query of each insight, which is itself unchanged',
      test_dashboard_item_layout:
        'src/dashboards/tiles.test.ts › its places come back as they were sent, on every grid',
      test_dashboard_tile_color_can_be_set_for_new_or_existing_tiles:
        'src/dashboards/tiles.test.ts › its colour is set with what else a client sends back',
      test_dashboard_from_template: 'src/dashboards/templates/templates.test.ts › product analytics, also by its key',
      test_dashboard_creation_validation:
        'src/dashboards/boards.test.ts › is made of one source at most, and an empty source is none',
      test_dashboard_creation_mode:
        'src/dashboards/boards.test.ts › says how it was made, whatever the request says of that',
      test_dashboard_duplication_does_not_duplicate_tiles_by_default:
        'src/dashboards/dashboards.test.ts › shows the same insight and the same cards in tiles of its own',
      test_dashboard_duplication_without_tile_duplicate_excludes_soft_deleted_tiles:
        'src/dashboards/tiles.test.ts › leaves out tiles that were removed, with duplicate_tiles %s',
      test_dashboard_duplication_can_duplicate_tiles:
        'src/dashboards/tiles.test.ts › gives a copy of an insight its name with a mark, its words, its tags and no other board',
      test_dashboard_duplication_can_duplicate_tiles_without_editing_name_if_there_is_none:
        'src/dashboards/tiles.test.ts › gives no name to a copy of what has none',
      test_dashboard_duplication:
        'src/dashboards/tiles.test.ts › keeps how each tile is shown, with duplicate_tiles %s',
      test_invalid_dashboard_duplication:
        'src/dashboards/dashboards.test.ts › of nothing is refused, and leaves nothing',
      test_duplication_fail_for_different_team:
        'src/dashboards/tiles.test.ts › a board of another project, or one that is deleted, is refused',
      test_return_cached_results_dashboard_has_filters:
        'src/dashboards/shown-insights.test.ts › of other filters are other results, kept beside the first',
      test_retrieve_dashboard_different_team:
        'src/dashboards/boards.test.ts › a project of strangers is closed, and the board of another project is not found',
      test_patch_api_as_form_data: 'src/dashboards/boards.test.ts › may come as a form',
      test_dashboard_does_not_load_insight_that_was_deleted:
        'src/dashboards/shown-insights.test.ts › an insight leaves its boards and their public pages',
      test_can_soft_delete_insight_after_soft_deleting_dashboard:
        'src/dashboards/shown-insights.test.ts › a board and its insight go in either order',
      test_can_soft_delete_dashboard_after_soft_deleting_insight:
        'src/dashboards/shown-insights.test.ts › a board and its insight go in either order',
      test_hard_delete_is_forbidden:
        'src/dashboards/boards.test.ts › hard deletion is forbidden, and takes nothing away',
      test_soft_delete_can_be_reversed_with_patch:
        'src/dashboards/shown-insights.test.ts › a board comes back with all that went with it',
      test_soft_delete_does_not_delete_tiles:
        'src/dashboards/shown-insights.test.ts › a board is no longer among those of its insights',
      test_can_move_tile_between_dashboards:
        'src/dashboards/dashboards.test.ts › it keeps its id and leaves the source',
      test_relations_on_insights_when_dashboards_were_deleted:
        'src/dashboards/shown-insights.test.ts › a board is no longer among those of its insights',
      test_create_from_template_json:
        'src/dashboards/templates/templates.test.ts › becomes a dashboard with every field',
      test_create_from_template_json_must_provide_at_least_one_tile:
        'src/dashboards/templates/templates.test.ts › %s is refused',
      test_create_from_template_json_can_provide_text_tile:
        'src/dashboards/templates/templates.test.ts › its tiles are whole: what is not said is what a new tile has',
      test_create_from_template_json_can_provide_query_tile:
        'src/dashboards/templates/templates.test.ts › its tiles are whole: what is not said is what a new tile has',
      test_invalid_template_receives_400_response: 'src/dashboards/templates/templates.test.ts › %s is refused',
      test_dashboard_variables:
        'src/dashboards/variables.test.ts › for one request, over those stored, over the default',
      test_dashboard_variables_stale:
        'src/dashboards/variables.test.ts › a value outlives its variable when one of the same code name is made again',
      test_dashboard_access_control_filtering: NO_LEVELS,
      test_dashboard_create_in_folder:
        'src/dashboards/boards.test.ts › is filed in the folder that is named, and stays there',
    },
  },
  {
    file: 'posthog/api/test/dashboards/test_dashboard_text_tiles.py',
    tests: {
      test_can_create_a_single_text_tile: 'src/dashboards/cards.test.ts › is a tile with everything a tile has',
      test_can_update_a_single_text_tile:
        'src/dashboards/cards.test.ts › is changed alone: who made it stays, and who changed it is told',
      test_can_update_a_single_text_tile_color: 'src/dashboards/cards.test.ts › is coloured with its text, and without',
      test_can_remove_text_tiles_from_dashboard:
        'src/dashboards/cards.test.ts › is taken off its board and stays off when others come',
      test_do_not_see_deleted_text_tiles_when_adding_new_ones:
        'src/dashboards/cards.test.ts › is taken off its board and stays off when others come',
    },
  },
  {
    file: 'posthog/api/test/dashboards/test_dashboard_button_tiles.py',
    tests: {
      test_can_create_button_tile:
        'src/dashboards/cards.test.ts › is a tile that leads somewhere, on the left and first of its kind unless it says otherwise',
      test_can_create_button_tile_with_pathname: 'src/dashboards/cards.test.ts › may lead to a page here',
      test_can_create_button_tile_with_custom_placement_and_style:
        'src/dashboards/cards.test.ts › may stand on the right in the second style',
      test_can_update_button_tile: 'src/dashboards/cards.test.ts › is changed in place',
      test_can_remove_button_tile: 'src/dashboards/cards.test.ts › is taken off its board',
      test_url_validation: 'src/dashboards/cards.test.ts › leads to %s',
      test_text_is_required: 'src/dashboards/cards.test.ts › needs a text of at most 200 characters, and known words',
      test_can_mix_button_and_text_tiles: 'src/dashboards/cards.test.ts › stands beside text cards',
      test_can_create_button_tile_with_transparent_background:
        'src/dashboards/cards.test.ts › has a background or none, and a duplicate of its board has the same',
      test_transparent_background_preserved_on_dashboard_duplication:
        'src/dashboards/cards.test.ts › has a background or none, and a duplicate of its board has the same',
      test_can_duplicate_button_tile_via_dashboard_duplication:
        'src/dashboards/cards.test.ts › is duplicated with its board, the same or a new one',
    },
  },
  {
    file: 'posthog/api/test/dashboards/test_dashboard_delete_tile.py',
    tests: {
      test_can_delete_a_text_tile: 'src/dashboards/tiles.test.ts › takes a text card away',
      test_can_delete_an_insight_tile_without_deleting_the_insight:
        'src/dashboards/tiles.test.ts › leaves the insight it showed',
      test_delete_returns_404:
        'src/dashboards/tiles.test.ts › finds nothing where the tile is unknown, elsewhere or gone, or the board is',
      test_delete_tile_requires_tile_id: 'src/dashboards/tiles.test.ts › needs to know which',
    },
  },
  {
    file: 'posthog/api/test/dashboards/test_dashboard_duplication.py',
    tests: {
      test_duplicating_dashboard_while_duplicating_tiles:
        'src/dashboards/dashboards.test.ts › with tiles of its own kind: new insight, new cards',
      test_duplicating_dashboard_without_duplicating_tiles:
        'src/dashboards/dashboards.test.ts › shows the same insight and the same cards in tiles of its own',
      test_deep_duplicate_copies_filters_overrides_and_show_description:
        'src/dashboards/tiles.test.ts › keeps how each tile is shown, with duplicate_tiles %s',
      test_duplication_requires_viewer_access_to_source_dashboard: NO_LEVELS,
      test_denied_source_dashboard_also_blocks_direct_retrieve: NO_LEVELS,
      test_duplication_requires_viewer_access_to_each_insight: NO_LEVELS,
    },
  },
  {
    file: 'products/dashboards/backend/api/test/test_run_insights.py',
    tests: {
      test_returns_one_result_per_insight_tile:
        'src/dashboards/run-insights.test.ts › each insight as text, with five keys; cards and insights without a query are left out [dashboards.run_insights?output_format]',
      test_json_format_returns_raw_query_results:
        'src/dashboards/run-insights.test.ts › as JSON, for that word and any that is unknown',
      test_optimized_format_returns_formatted_string:
        'src/dashboards/run-insights.test.ts › each insight as text, with five keys; cards and insights without a query are left out [dashboards.run_insights?output_format]',
      test_skips_text_tiles:
        'src/dashboards/run-insights.test.ts › each insight as text, with five keys; cards and insights without a query are left out [dashboards.run_insights?output_format]',
      test_skips_insights_without_a_query:
        'src/dashboards/run-insights.test.ts › each insight as text, with five keys; cards and insights without a query are left out [dashboards.run_insights?output_format]',
      test_empty_dashboard_returns_empty_results:
        'src/dashboards/run-insights.test.ts › an empty board has none; one of another project is not found; nobody is noted to have looked',
      test_respects_team_scoping:
        'src/dashboards/run-insights.test.ts › an empty board has none; one of another project is not found; nobody is noted to have looked',
      test_tile_order_follows_sm_layout:
        'src/dashboards/run-insights.test.ts › tiles come in the order of the wide grid',
      test_variables_override_query_param_applies_to_insight_results:
        'src/dashboards/variables.test.ts › for one request, over those stored, over the default',
      test_records_dashboard_access:
        'src/dashboards/boards.test.ts › only a look at the board itself says that it was looked at',
      test_tile_ids_runs_only_the_selected_tiles:
        'src/dashboards/run-insights.test.ts › tile_ids picks tiles, which keep their place',
      test_rejects_a_non_numeric_tile_id:
        'src/dashboards/run-insights.test.ts › tile_ids picks tiles, which keep their place',
      test_rejects_a_tile_id_that_is_not_on_this_dashboard:
        'src/dashboards/run-insights.test.ts › tile_ids picks tiles, which keep their place',
      test_rejects_a_negative_max_result_chars:
        'src/dashboards/run-insights.test.ts › max_result_chars holds each text to a budget, and JSON to none',
      test_optimized_result_is_held_to_the_per_tile_budget:
        'src/dashboards/run-insights.test.ts › max_result_chars holds each text to a budget, and JSON to none',
      test_optimized_stops_running_tiles_at_the_response_budget:
        'src/dashboards/run-insights.test.ts › when the time is over the rest is told from what is kept, and what is not says so',
      test_json_format_ignores_max_result_chars:
        'src/dashboards/run-insights.test.ts › max_result_chars holds each text to a budget, and JSON to none',
      test_bounds_a_result_no_formatter_covers:
        'src/dashboards/run-insights.test.ts › what no table holds is bounded as well',
    },
  },
  {
    file: 'products/dashboards/backend/api/test/test_dashboard_templates.py',
    tests: {
      test_create_and_get_dashboard_template_with_tile:
        'src/dashboards/templates/routes.test.ts › a template is made, read, found by id, name and tag, and used',
      test_create_dashboard_template_duplicate_name_returns_bad_request:
        'src/dashboards/templates/routes.test.ts › a name is free again when its template is deleted, and taken when that one comes back',
      test_create_dashboard_template_duplicate_name_for_soft_deleted:
        'src/dashboards/templates/routes.test.ts › a name is free again when its template is deleted, and taken when that one comes back',
      'test_is_featured_*': 'src/dashboards/templates/routes.test.ts › a template is featured or not, as it is told',
      test_staff_can_make_dashboard_template_public:
        'src/dashboards/templates/routes.test.ts › what every project sees is for those who look after the instance',
      test_staff_can_make_dashboard_template_private:
        'src/dashboards/templates/routes.test.ts › what every project sees may be read and used by all, and be made private again',
      test_non_staff_cannot_make_dashboard_template_public:
        'src/dashboards/templates/routes.test.ts › what every project sees is for those who look after the instance',
      test_non_staff_cannot_edit_dashboard_template:
        'src/dashboards/templates/routes.test.ts › what every project sees is for those who look after the instance',
      test_non_staff_can_get_public_dashboard_templates:
        'src/dashboards/templates/routes.test.ts › what every project sees may be read and used by all, and be made private again',
      test_non_staff_user_cannot_create_dashboard:
        'src/dashboards/templates/routes.test.ts › what every project sees is for those who look after the instance',
      test_get_dashboard_template_by_id:
        'src/dashboards/templates/routes.test.ts › a template is made, read, found by id, name and tag, and used',
      test_delete_dashboard_template_by_id:
        'src/dashboards/templates/routes.test.ts › a name is free again when its template is deleted, and taken when that one comes back',
      test_soft_deleted_dashboard_template_can_be_restored_via_patch:
        'src/dashboards/templates/routes.test.ts › a name is free again when its template is deleted, and taken when that one comes back',
    },
  },
  {
    file: 'posthog/api/test/test_sharing.py',
    tests: {
      test_gets_sharing_config: 'src/sharing/configuration.test.ts › is not made by looking at it',
      test_can_edit_enabled_state: 'src/sharing/configuration.test.ts › is switched on and off; what reads it says so',
      test_can_edit_enabled_state_for_insight: 'src/sharing/configuration.test.ts › an insight is shared like a board',
      test_reenabling_sharing_issues_a_new_link:
        'src/sharing/configuration.test.ts › switched on again it has a new link, and the old ones stay dead',
      test_should_not_get_deleted_item:
        'src/sharing/configuration.test.ts › a soft-deleted board answers nobody, and again when it is restored',
      test_can_refresh_sharing_access_token_for_dashboard:
        'src/sharing/configuration.test.ts › the old link works for five minutes [dashboards.sharing.refresh]',
      test_refresh_token_grace_period:
        'src/sharing/configuration.test.ts › the old link works for five minutes [dashboards.sharing.refresh]',
      test_token_rotation_creates_new_config:
        'src/sharing/configuration.test.ts › the old link works for five minutes [dashboards.sharing.refresh]',
      test_settings_preserved_on_token_rotation:
        'src/sharing/configuration.test.ts › the old link works for five minutes [dashboards.sharing.refresh]',
      test_rotate_access_token_preserves_settings:
        'src/sharing/configuration.test.ts › the old link works for five minutes [dashboards.sharing.refresh]',
      test_sharing_configuration_settings_field_defaults:
        'src/sharing/configuration.test.ts › is not made by looking at it',
      test_can_update_settings_field:
        'src/sharing/configuration.test.ts › every switch of the page is kept, alone and with the others',
      test_unknown_settings_are_filtered_out:
        'src/sharing/configuration.test.ts › known keys are kept, unknown ones and nulls dropped',
      test_valid_settings_are_accepted:
        'src/sharing/configuration.test.ts › every switch of the page is kept, alone and with the others',
      'test_partial_settings_*':
        'src/sharing/configuration.test.ts › every switch of the page is kept, alone and with the others',
      test_empty_settings_get_defaults:
        'src/sharing/configuration.test.ts › known keys are kept, unknown ones and nulls dropped',
      test_null_settings_are_accepted:
        'src/sharing/configuration.test.ts › known keys are kept, unknown ones and nulls dropped',
      test_invalid_settings_type_rejected:
        'src/sharing/configuration.test.ts › what is no settings is refused, and nothing of it stored',
      test_shared_resource_blocked_when_organization_disallows_public_sharing:
        'src/sharing/configuration.test.ts › the organization can forbid public links',
      test_shared_thing_uses_placeholder_while_open_graph_image_is_pending:
        'src/sharing/public.test.ts › has a picture for messengers',
      test_shared_dashboard_omits_authorship_of_dashboard_and_tiles:
        'src/sharing/public.test.ts › shows no more than the lists say',
      test_public_share_link_cannot_name_the_cache_key_to_read: 'src/sharing/public.test.ts › a viewer changes nothing',
      test_reading_a_share_token_requires_access_to_the_shared_resource: NO_LEVELS,
      test_log_share_password_attempt_success: 'src/sharing/public.test.ts › every attempt is in the log',
      test_log_share_password_attempt_failure: 'src/sharing/public.test.ts › every attempt is in the log',
      test_shared_dashboard_page_refresh_computes_warehouse_tile:
        'src/sharing/public.test.ts › computes what is missing when it is asked to, and tells the numbers',
      test_create_password_with_custom_password:
        'src/sharing/configuration.test.ts › one of our own choice is shown once [dashboards.sharing.passwords.create]',
      test_create_password_with_generated_password: 'src/sharing/configuration.test.ts › one that we make is long',
      test_create_password_without_password_protection_enabled:
        'src/sharing/configuration.test.ts › not without protection, not too short, not too many [dashboards.sharing.passwords.create{enabled}] [dashboards.sharing.passwords.create{settings}] [dashboards.sharing.passwords.create{password_required}]',
      test_create_password_validation_too_short:
        'src/sharing/configuration.test.ts › not without protection, not too short, not too many [dashboards.sharing.passwords.create{enabled}] [dashboards.sharing.passwords.create{settings}] [dashboards.sharing.passwords.create{password_required}]',
      test_delete_password:
        'src/sharing/configuration.test.ts › are deleted by id [dashboards.sharing.passwords.delete]',
      test_delete_nonexistent_password:
        'src/sharing/configuration.test.ts › are deleted by id [dashboards.sharing.passwords.delete]',
      test_password_validation_in_sharing_viewer:
        'src/sharing/public.test.ts › opens to any of its passwords, by cookie and by token',
      test_jwt_token_invalidation_on_password_deletion:
        'src/sharing/public.test.ts › a proof ends with its day, its password, its share',
      test_head_request_does_not_bypass_password_gate:
        'src/sharing/public.test.ts › shows nothing of the board, to GET, HEAD, .json and tiles',
      test_unlock_page_respects_whitelabel_setting:
        'src/sharing/public.test.ts › shows nothing of the board, to GET, HEAD, .json and tiles',
      test_sharing_view_works_with_rate_limiting_enabled:
        'src/sharing/public.test.ts › guesses are counted before they are compared, on all addresses of the board together',
      test_repeated_wrong_passwords_are_throttled:
        'src/sharing/public.test.ts › guesses are counted before they are compared, on all addresses of the board together',
      test_correct_password_succeeds_after_wrong_guess_budget_exhausted:
        'src/sharing/public.test.ts › a thousand wrong guesses of others do not lock out who was here before',
      test_volume_throttle_caps_attempts_regardless_of_correctness:
        'src/sharing/public.test.ts › guesses are counted before they are compared, on all addresses of the board together',
      test_attempts_are_counted_atomically:
        'src/sharing/public.test.ts › guesses are counted before they are compared, on all addresses of the board together',
    },
  },
  {
    file: 'own',
    tests: {
      'copying: the same insight or text, revived where it was removed':
        'src/dashboards/dashboards.test.ts › the same insight stands on both boards, with its look',
      'copying: the look comes along':
        'src/dashboards/tiles.test.ts › takes its look along, and so does one that comes back',
      'copying: no buttons, no second time': 'src/dashboards/dashboards.test.ts › a text card too, but no button',
      'copying: what is deleted or elsewhere':
        'src/dashboards/tiles.test.ts › finds nothing in what is deleted or of another project',
      'copying: missing words':
        'src/dashboards/dashboards.test.ts › what is not there is not found; what is missing is named',
      'reordering: refusals':
        'src/dashboards/dashboards.test.ts › reordering lays tiles out in the order that was asked [dashboards.reorder_tiles] [dashboards.reorder_tiles{tile_order}]',
      'reordering: only tiles that are shown here':
        'src/dashboards/tiles.test.ts › knows only tiles that are here and still shown',
      'reordering: sizes are kept':
        'src/dashboards/tiles.test.ts › packs tiles by their size unless it is told another way',
      'reordering: two columns, full width': 'src/dashboards/tiles.test.ts › in two columns or in one',
      'reordering: tiles that are not named': 'src/dashboards/tiles.test.ts › leaves alone what is not named',
      'moving onto a board that shows the same insight':
        'src/dashboards/dashboards.test.ts › not onto a board that shows the same already; a removed row there makes way',
      'moving onto a board that shows the same text':
        'src/dashboards/tiles.test.ts › onto a board that shows the same text is refused',
      'moving to the same board': 'src/dashboards/tiles.test.ts › to where it is changes nothing',
      'a stale tile id in a change':
        'src/dashboards/tiles.test.ts › an id that is gone, of another board or none at all is passed over',
      'the order of tiles':
        'src/dashboards/tiles.test.ts › it comes by row and then by column, and what has no place comes late',
      'show_description back to null':
        'src/dashboards/tiles.test.ts › the mark for its description is on, off, or the client’s affair again',
      'duplicating tiles within their board':
        'src/dashboards/tiles.test.ts › tiles within their board makes new insights and cards beside them',
      'a text card by its own id':
        'src/dashboards/cards.test.ts › takes a new text by its tile, by its own id, or by both',
      'run_insights: a key with dashboard:read alone':
        'test/dashboard-surface.test.ts › a key that may read boards may not run their insights',
      'run_insights: a broken tile':
        'src/dashboards/run-insights.test.ts › a broken tile carries its error and harms no other',
      'a proof of one share on another':
        'src/sharing/public.test.ts › a proof ends with its day, its password, its share',
      'attributes of the cookie': 'src/sharing/public.test.ts › opens to any of its passwords, by cookie and by token',
      'an expired proof': 'src/sharing/public.test.ts › a proof ends with its day, its password, its share',
      'passwords are copied when the link is rotated':
        'src/sharing/configuration.test.ts › are copied under new ids when the link is rotated',
      'rotate, then require a password':
        'src/sharing/public.test.ts › after a rotation the old link obeys the new state',
      'stream_tiles: 0, 1 and 2 tiles': 'src/dashboards/stream-tiles.test.ts › a board of %i tiles is told at once',
      'stream_tiles: 5 tiles, both grids':
        'src/dashboards/stream-tiles.test.ts › layoutSize names the grid that orders the tiles [dashboards.stream_tiles?layoutSize]',
      'stream_tiles: a failing tile':
        'src/dashboards/stream-tiles.test.ts › a tile that fails carries its error, and the stream goes on',
      'snapshot: of what is kept':
        'src/dashboards/snapshot.test.ts › a snapshot is of what is kept, as the board shows it',
      'snapshot: client_results': 'src/dashboards/snapshot.test.ts › are what the client saw',
      'snapshot: empty data': 'src/dashboards/snapshot.test.ts › are refused where they say nothing',
      'snapshot: expiry, key of another board or user':
        'src/dashboards/snapshot.test.ts › a key is good for half an hour, for this board and whoever took it',
      'analyze_refresh_result: without a language model':
        'src/dashboards/snapshot.test.ts › what changed between two refreshes [dashboards.snapshot] [dashboards.analyze_refresh_result]',
      'bulk_update_tags: add, remove, set': 'test/dashboard-surface.test.ts › are added, taken away and replaced',
      'bulk_update_tags: 501 ids and other mistakes': 'test/dashboard-surface.test.ts › what is wrong is named',
      'bulk_update_tags: some passed over':
        'test/dashboard-surface.test.ts › what is passed over is told in the order of the request, and unlisted boards are not',
      'unlisted: 200, 409, hidden from the list':
        'src/dashboards/templates/templates.test.ts › is made once for each tag, and again when the first is deleted',
      'unlisted: 400': 'src/dashboards/templates/templates.test.ts › %j is refused',
      'unlisted: two requests at once':
        'src/dashboards/templates/templates.test.ts › of two requests at once one makes it',
      'every field in every answer that is a dashboard': 'test/dashboard-surface.test.ts › carries every field: %s',
      'every field in the metadata of a stream':
        'test/dashboard-surface.test.ts › carries every field but those that are only ever written: stream_tiles',
      'both roots and both slash forms of each path':
        'test/dashboard-surface.test.ts › every path answers under both roots, for @current, with and without the last slash',
      'the matrix of scopes':
        'test/dashboard-surface.test.ts › open what their scope names, a write scope also what the read scope opens, and no other does',
      'keys of other projects':
        'test/dashboard-surface.test.ts › a key for other projects and no key at all are told so',
      exclude_generated: 'src/dashboards/boards.test.ts › leaves out what a machine named, when asked to',
      'refresh in a body':
        'src/dashboards/shown-insights.test.ts › are in the answer to a change, too, when it asks to compute',
    },
  },
]
